import type {
  CitiesJson,
  CityStatesJson,
  CorrectionsJson,
  CountJson,
  CountriesJson,
  HistoryJson,
} from '@lantern/schemas/public-json';
import type { CsvTable } from '../../platform/public-json.ts';
import { RESTORED } from './tally-change.ts';

// Every row names the version it was read at, as every answer does.

/** One row. */
export function countTable({ total, version, asOf, perMinute }: CountJson): CsvTable {
  return {
    columns: ['total', 'version', 'asOf', 'perMinute'],
    rows: [[total, version, asOf, perMinute]],
  };
}

/** Σ of the column `total` is the total. */
export function countriesTable({ version, asOf, countries }: CountriesJson): CsvTable {
  return {
    columns: ['country', 'total', 'version', 'asOf'],
    rows: countries.map(({ country, total }) => [country, total, version, asOf]),
  };
}

/** The first row, `before`, is what was counted earlier; Σ of the column `net` is the total. */
export function historyTable({ version, asOf, before, points }: HistoryJson): CsvTable {
  return {
    columns: ['at', 'net', 'version', 'asOf'],
    rows: [
      ['before', before, version, asOf],
      ...points.map(({ at, net }) => [at, net, version, asOf] as const),
    ],
  };
}

/** One row a day and reason; Σ of the column `count` is all that ever fell. */
export function correctionsTable({ version, asOf, days }: CorrectionsJson): CsvTable {
  return {
    columns: ['day', 'reason', 'count', 'version', 'asOf'],
    rows: days.flatMap(({ day, reasons, restored }) => {
      const rows = reasons.map(({ reason, count }) => [day, reason, count, version, asOf] as const);
      return restored > 0 ? [...rows, [day, RESTORED, restored, version, asOf] as const] : rows;
    }),
  };
}

/** One row a city. */
export function cityStatesTable({ version, asOf, states }: CityStatesJson): CsvTable {
  return {
    columns: ['slug', 'status', 'outcome', 'version', 'asOf'],
    rows: Object.entries(states).map(([slug, [status, outcome]]) => {
      return [slug, status, outcome, version, asOf];
    }),
  };
}

/** The last row, `elsewhere`, holds what no city shows; Σ of the column `signatures` is the total. */
export function citiesTable({ version, asOf, elsewhere, cities }: CitiesJson): CsvTable {
  const empty = Array<null>(10).fill(null);
  return {
    columns: [
      'slug',
      'kind',
      'country',
      'name_en',
      'name_ko',
      'name_zh-Hans',
      'lat',
      'lng',
      'timezone',
      'status',
      'outcome',
      'signatures',
      'version',
      'asOf',
      'actions',
    ],
    rows: [
      ...cities.map((city) => cityRow(city, { version, asOf })),
      ['elsewhere', ...empty, elsewhere, version, asOf, null],
    ],
  };
}

function cityRow(
  city: CitiesJson['cities'][number],
  { version, asOf }: { version: number; asOf: string },
): CsvTable['rows'][number] {
  const { slug, kind, country, name, lat, lng, timezone, status, outcome } = city;
  return [
    slug,
    kind,
    country,
    name.en,
    name.ko,
    name['zh-Hans'],
    lat,
    lng,
    timezone,
    status,
    outcome,
    city.signatures,
    version,
    asOf,
    city.actions,
  ];
}
