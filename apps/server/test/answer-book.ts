import { feedJsonSchema, tickSchema } from '@lantern/schemas/live';
import {
  citiesJsonSchema,
  correctionsJsonSchema,
  countJsonSchema,
  countriesJsonSchema,
  historyJsonSchema,
  petitionJsonSchema,
} from '@lantern/schemas/public-json';
import { rawHttp } from './raw-http.ts';

/** No cell below this stands by itself (outside contract). */
const LEAST_SHOWN = 10;

/** What one answer said: its version, its total, and the parts that must add up to the total. */
interface Said {
  version: number;
  total: number;
  sum: number;
  /** Cells that are published by themselves; none may be small. */
  cells: readonly number[];
}

const sumOf = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);

const READERS: Record<string, (body: unknown) => Said> = {
  petition: (body) => whole(petitionJsonSchema.parse(body)),
  count: (body) => whole(countJsonSchema.parse(body)),
  countries: (body) => {
    const { countries, ...answer } = countriesJsonSchema.parse(body);
    const cells = countries.filter(({ country }) => country !== 'ZZ').map(({ total }) => total);
    return { ...whole(answer), sum: sumOf(countries.map(({ total }) => total)), cells };
  },
  cities: (body) => {
    const { cities, elsewhere, ...answer } = citiesJsonSchema.parse(body);
    const cells = cities.flatMap(({ signatures }) => signatures ?? []);
    return { ...whole(answer), sum: sumOf(cells) + elsewhere, cells };
  },
  corrections: (body) => whole(correctionsJsonSchema.parse(body)),
  history: (body) => {
    const { before, points, ...answer } = historyJsonSchema.parse(body);
    return { ...whole(answer), sum: before + sumOf(points.map(({ net }) => net)) };
  },
};

const whole = ({ version, total }: { version: number; total: number }): Said => ({
  version,
  total,
  sum: total,
  cells: [],
});

/** Notes every answer of every server, and whatever two of them disagree in; `headers` go with each question. */
export function createAnswerBook(headers: Record<string, string> = {}) {
  const totals = new Map<number, number>();
  const bodies = new Map<string, string>();
  const newest = new Map<string, number>();
  const faults: string[] = [];

  const note = (from: string, { version, total, sum, cells }: Said) => {
    const known = totals.get(version) ?? total;
    if (known !== total) faults.push(`${from}: ${total} at version ${version}, not ${known}`);
    totals.set(version, known);
    if (sum !== total) faults.push(`${from}: the parts add up to ${sum}, not ${total}`);
    if (cells.some((cell) => cell < LEAST_SHOWN)) faults.push(`${from}: shows a small cell`);
    const last = newest.get(from) ?? 0;
    if (version < last) faults.push(`${from}: version ${version} after ${last}`);
    newest.set(from, version);
  };

  /** The very words, but for the time and the pace, which go on while the version stands. */
  const compare = (key: string, body: string) => {
    const words = body.replaceAll(/"(?:asOf|perMinute)":[^,}]+/gu, '');
    if ((bodies.get(key) ?? words) !== words) faults.push(`${key} differs: ${words}`);
    bodies.set(key, words);
  };

  return {
    faults,
    totalAt: (version: number) => totals.get(version),
    versions: () => totals.size,
    newest: () => ({ seen: newest.size, versions: [...new Set(newest.values())] }),
    tick: (port: number, told: unknown) => note(`socket of ${port}`, whole(tickSchema.parse(told))),
    read: async (port: number, address: string) => {
      const { body } = await rawHttp({ port, path: `/api/v1/${address}`, headers });
      const [name = ''] = address.split('?', 1);
      // The feed has no tally version: it is the same up to the same event.
      if (name === 'feed')
        return compare(`${address} at ${feedJsonSchema.parse(JSON.parse(body)).seq}`, body);
      const said = READERS[name]?.(JSON.parse(body));
      if (!said) throw new Error(`nobody reads ${address}`);
      note(`${address} of ${port}`, said);
      compare(`${address} at ${said.version}`, body);
    },
  };
}
