/** Longest exact place, neighbourhood and public details of an action, in UTF-16 units. */
export const PLACE_MAX = 300;
export const NEIGHBOURHOOD_MAX = 120;
export const DETAILS_MAX = 2_000;
/** Longest reason for which a city takes part no longer. */
export const REASON_MAX = 500;
