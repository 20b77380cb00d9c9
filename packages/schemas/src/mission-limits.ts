/** Longest address, jurisdiction in words and risk note of a mission, in UTF-16 units. */
export const ADDRESS_MAX = 300;
export const JURISDICTION_MAX = 1_000;
export const RISK_MAX = 500;

/** Stands in place of a reason where a city takes part no longer because nobody may go to its mission. */
export const NOT_OFFERED = 'mission-not-offered';
