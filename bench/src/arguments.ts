import { parseArgs } from 'node:util';
import type { Pace } from './row.ts';

export interface BenchArguments {
  /** Where `{machine, rows}` goes, absolute or from the project's folder; null: nowhere. */
  json: string | null;
  /** Adds the long rows. */
  full: boolean;
  pace: Pace;
  /** Row ids; null: all. */
  only: readonly string[] | null;
  /** Folder for a CPU profile of each server; null: none. */
  profile: string | null;
}

export const USAGE = `npm run bench -- [--json FILE] [--full] [--quick] [--only ID,ID] [--profile FOLDER]
  --json FILE       also writes {machine, rows} to FILE
  --full            adds the rows that take minutes
  --quick           only shows that every row runs; its figures mean nothing
  --only ID,ID      only these rows
  --profile FOLDER  writes a CPU profile of each server to FOLDER (node --cpu-prof)`;

/** Throws with words for a person when the arguments make no sense. */
export function readArguments(args: readonly string[], known: readonly string[]): BenchArguments {
  const { values } = parseArgs({
    args: [...args],
    options: {
      json: { type: 'string' },
      full: { type: 'boolean', default: false },
      quick: { type: 'boolean', default: false },
      only: { type: 'string' },
      profile: { type: 'string' },
    },
  });
  if (values.full && values.quick) throw new Error('--full and --quick exclude each other');
  const only = values.only?.split(',').map((id) => id.trim()) ?? null;
  const unknown = only?.find((id) => !known.includes(id));
  if (unknown !== undefined)
    throw new Error(`there is no row '${unknown}'; the rows are ${known.join(', ')}`);
  return {
    json: values.json ?? null,
    full: values.full,
    pace: values.quick ? 'quick' : 'normal',
    only,
    profile: values.profile ?? null,
  };
}
