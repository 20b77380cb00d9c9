/** Parts of the world, in the order the day reaches them, moving west. */
export const REGIONS = ['oceania', 'asia', 'africa', 'europe', 'americas'] as const;
export type Region = (typeof REGIONS)[number];

/** Every code of `country.ts`, by the regions of the United Nations' M49; Taiwan and Kosovo by where they lie. */
const CODES: Record<Region, string> = {
  oceania: 'AS AU CC CK CX FJ FM GU HM KI MH MP NC NF NR NU NZ PF PG PN PW SB TK TO TV UM VU WF WS',
  asia:
    'AE AF AM AZ BD BH BN BT CN CY GE HK ID IL IN IQ IR JO JP KG KH KP KR KW KZ LA LB LK MM MN MO MV MY NP ' +
    'OM PH PK PS QA SA SG SY TH TJ TL TM TR TW UZ VN YE',
  africa:
    'AO BF BI BJ BW CD CF CG CI CM CV DJ DZ EG EH ER ET GA GH GM GN GQ GW IO KE KM LR LS LY MA MG ML MR MU ' +
    'MW MZ NA NE NG RE RW SC SD SH SL SN SO SS ST SZ TD TF TG TN TZ UG YT ZA ZM ZW',
  europe:
    'AD AL AT AX BA BE BG BY CH CZ DE DK EE ES FI FO FR GB GG GI GR HR HU IE IM IS IT JE LI LT LU LV MC MD ' +
    'ME MK MT NL NO PL PT RO RS RU SE SI SJ SK SM UA VA XK',
  americas:
    'AG AI AQ AR AW BB BL BM BO BQ BR BS BV BZ CA CL CO CR CU CW DM DO EC FK GD GF GL GP GS GT GY HN HT JM ' +
    'KN KY LC MF MQ MS MX NI PA PE PM PR PY SR SV SX TC TT US UY VC VE VG VI',
};

const regionByCode = new Map(
  REGIONS.flatMap((region) => CODES[region].split(' ').map((code) => [code, region] as const)),
);

/** The part of the world a country lies in; undefined for a code that is none. */
export const regionOf = (country: string): Region | undefined => regionByCode.get(country);

/** The codes of a region's countries, for a query. */
export const countriesOf = (region: Region): readonly string[] => CODES[region].split(' ');
