import type { Pool } from 'pg';
import type { Keyring } from '../../src/platform/keyring.ts';
import { confirmationCode, LINK_PURPOSES, linkToken } from '../../src/platform/signing-links.ts';

/**
 * Things that exist in the database. A generated input names one as `«kind:nth»`, so that it says the same
 * whatever ran before it, and {@link fillIn} puts the real one in when it is sent.
 */
const EXAMPLES = {
  uuid: '019b0000-0000-7000-8000-000000000000',
  token: 't'.repeat(43),
  hash: 'f'.repeat(64),
  slug: '2027',
  ref: 'church',
  code: '123456',
} as const;
export type KnownKind = keyof typeof EXAMPLES;
export const KNOWN_EXAMPLES = Object.entries(EXAMPLES) as [KnownKind, string][];

export type KnownThings = Record<KnownKind, readonly string[]>;

/** Of each kind this many at most: the newest would push out what everything else stands on. */
const MOST = 40;

const IDS = [
  'SELECT id::text FROM news',
  'SELECT id::text FROM decisions',
  'SELECT id::text FROM approvals',
  'SELECT id::text FROM invitations',
  'SELECT id::text FROM partners',
  'SELECT id::text FROM contact_messages',
  'SELECT id::text FROM petition_texts',
  'SELECT id::text FROM signatures',
  'SELECT id::text FROM commands',
  'SELECT id FROM users',
  'SELECT id FROM sessions',
  'SELECT id FROM passkeys',
];
const HASHES = [
  'SELECT trim(hash) AS id FROM petition_texts',
  "SELECT DISTINCT encode(cause_hash, 'hex') AS id FROM signatures WHERE cause_hash IS NOT NULL",
];
const SLUGS = [
  'SELECT slug AS id FROM editions',
  'SELECT slug AS id FROM cities WHERE slug LIKE $$s%$$',
];

/** Reads what there is now, in an order that does not depend on chance. */
export async function readKnown(pool: Pool, keyring: Keyring): Promise<KnownThings> {
  const read = async (queries: readonly string[]) => {
    const lists = await Promise.all(
      queries.map((sql) => pool.query<{ id: string }>(`${sql} ORDER BY 1 LIMIT ${MOST}`)),
    );
    return lists.flatMap(({ rows }) => rows.map(({ id }) => id));
  };
  const { rows: records } = await pool.query<{ id: string; generation: number; code: number }>(
    `(SELECT id::text, generation, code_generation AS code FROM submissions ORDER BY id LIMIT ${MOST})
     UNION ALL (SELECT id::text, generation, 0 FROM signatures ORDER BY id LIMIT ${MOST})`,
  );
  return {
    uuid: await read(IDS),
    hash: await read(HASHES),
    slug: await read(SLUGS),
    ref: await read(['SELECT ref AS id FROM partners']),
    token: records.flatMap((record) =>
      LINK_PURPOSES.map((purpose) => linkToken(keyring, purpose, record)),
    ),
    code: records.map(({ code, ...record }) =>
      confirmationCode(keyring, { ...record, codeGeneration: code }),
    ),
  };
}

/** A text with every `«kind:nth»` in it, escaped for addresses or not, replaced by the real thing. */
export function fillIn(text: string, known: KnownThings): string {
  return text.replaceAll(/(?:«|%C2%AB)([a-z]+)(?::|%3A)(\d+)(?:»|%C2%BB)/gu, (_all, kind, nth) => {
    const things = Object.hasOwn(known, kind) ? known[kind as KnownKind] : [];
    return things[Number(nth) % things.length] ?? EXAMPLES[kind as KnownKind] ?? '';
  });
}

/** The same value with an example in the place of each known thing: what schemas see of it. */
export function withExamples(value: unknown): unknown {
  if (value === undefined) return undefined;
  const nothing = { uuid: [], token: [], hash: [], slug: [], ref: [], code: [] };
  return JSON.parse(fillIn(JSON.stringify(value), nothing));
}
