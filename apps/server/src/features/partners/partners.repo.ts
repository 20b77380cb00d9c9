import { oneRow, type Transaction } from '@lantern/db/database';
import type { Locale } from '@lantern/schemas/locale';
import type { Pool } from 'pg';

/** A partner, as far as its embeds and its code go. */
export interface RegisteredPartner {
  id: string;
  ref: string;
  name: string;
  /** Exact origins, as `frame-ancestors` takes them. */
  origins: string[];
  locales: Locale[];
  endedAt: Date | null;
}

/** A partner as staff see it. */
export interface PartnerRow extends RegisteredPartner {
  createdAt: Date;
  /** Who may sign in for it. */
  people: number;
}

const COLUMNS = `id, ref, name, origins, locales, ended_at AS "endedAt"`;

/** All partners, ended ones too. */
export async function readRegistered(pool: Pool): Promise<RegisteredPartner[]> {
  const { rows } = await pool.query<RegisteredPartner>(`SELECT ${COLUMNS} FROM partners`);
  return rows;
}

/** All partners with what only staff see, in the order of their names. */
export async function readPartners(pool: Pool): Promise<PartnerRow[]> {
  const { rows } = await pool.query<PartnerRow>(
    `SELECT ${COLUMNS}, created_at AS "createdAt",
       (SELECT count(*)::int FROM users WHERE partner_id = partners.id AND frozen_at IS NULL) AS people
     FROM partners ORDER BY ended_at IS NOT NULL, lower(name), ref`,
  );
  return rows;
}

/** Null if there is none of that id. */
export async function readPartner(pool: Pool, id: string): Promise<RegisteredPartner | null> {
  const { rows } = await pool.query<RegisteredPartner>(
    `SELECT ${COLUMNS} FROM partners WHERE id = $1`,
    [id],
  );
  return rows[0] ?? null;
}

/** A partner to store. */
export interface NewPartner extends Omit<RegisteredPartner, 'endedAt'> {
  at: Date;
  by: string;
}

/** False if the code is somebody's, be it an ended partner's. */
export async function insertPartner(tx: Transaction, partner: NewPartner): Promise<boolean> {
  const { rowCount } = await tx.query(
    `INSERT INTO partners (id, ref, name, origins, locales, created_at, created_by)
     VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (ref) DO NOTHING`,
    [
      partner.id,
      partner.ref,
      partner.name,
      partner.origins,
      partner.locales,
      partner.at,
      partner.by,
    ],
  );
  return rowCount === 1;
}

/** False if there is no such partner. Its code stays. */
export async function updatePartner(
  tx: Transaction,
  { id, name, origins, locales }: Pick<RegisteredPartner, 'id' | 'name' | 'origins' | 'locales'>,
): Promise<boolean> {
  const { rowCount } = await tx.query(
    'UPDATE partners SET name = $2, origins = $3, locales = $4 WHERE id = $1',
    [id, name, origins, locales],
  );
  return rowCount === 1;
}

/** Ends a partner (`at`) or takes that back (null); false if there is none. An end keeps its first time. */
export async function markEnded(
  tx: Transaction,
  { id, at }: { id: string; at: Date | null },
): Promise<boolean> {
  const { rowCount } = await tx.query(
    `UPDATE partners SET ended_at = CASE WHEN $2::timestamptz IS NULL THEN NULL
       ELSE coalesce(ended_at, $2) END WHERE id = $1`,
    [id, at],
  );
  return rowCount === 1;
}

/** The numbers of one moment; `asOf` is the database's time. */
interface Numbers {
  total: number;
  version: number;
  asOf: Date;
}

/** What everyone brought in, by code; `` is whoever came by none. Codes without signers are left out. */
export interface RefRow extends Numbers {
  refs: Record<string, number>;
}

const HEAD = `
  coalesce(head.total, 0) AS total, coalesce(head.version, 0) AS version,
  statement_timestamp() AS "asOf",
  coalesce((SELECT json_object_agg(key, total) FROM tallies
    WHERE edition_id = edition.id AND dimension = 'ref' AND total > 0), '{}') AS refs`;
const FROM_EDITION = `
  FROM (SELECT $1::uuid AS id) AS edition LEFT JOIN tally_heads AS head ON head.edition_id = edition.id`;

/** One statement, so that the numbers are of one moment. */
export function readRefs(pool: Pool, editionId: string): Promise<RefRow> {
  return oneRow<RefRow>(pool, `SELECT ${HEAD} ${FROM_EDITION}`, [editionId]);
}

/** What one partner's figures are made of; nothing of it is shown as it is. */
export interface OwnRow extends RefRow {
  /** Everybody's, by country. */
  countries: Record<string, number>;
  /** Signatures that came by a code, by code and country. */
  refCountries: { ref: string; country: string; total: number }[];
  /** The partner's, by the UTC day they were confirmed on. */
  days: { day: string; total: number }[];
  /** What everybody's total changed by, by UTC day, as published. */
  allDays: { day: string; net: number }[];
}

// The index on codes holds only signatures that came by one; nobody else's are read.
const OWN = `
  SELECT ${HEAD},
    coalesce((SELECT json_object_agg(key, total) FROM tallies
      WHERE edition_id = edition.id AND dimension = 'country' AND total > 0), '{}') AS countries,
    coalesce((SELECT json_agg(cell) FROM (
      SELECT ref, country, count(*)::int AS total FROM signatures
      WHERE edition_id = edition.id AND ref IS NOT NULL AND state = 'confirmed'
      GROUP BY ref, country) AS cell), '[]') AS "refCountries",
    coalesce((SELECT json_agg(cell ORDER BY day) FROM (
      SELECT (confirmed_at AT TIME ZONE 'UTC')::date AS day, count(*)::int AS total FROM signatures
      WHERE edition_id = edition.id AND ref = $2 AND state = 'confirmed'
      GROUP BY 1) AS cell), '[]') AS days,
    coalesce((SELECT json_agg(json_build_object('day', (at AT TIME ZONE 'UTC')::date, 'net', net)
      ORDER BY at) FROM tally_history
      WHERE edition_id = edition.id AND resolution = 'day'), '[]') AS "allDays"
  ${FROM_EDITION}`;

/** One statement, so that the numbers are of one moment. */
export function readOwn(pool: Pool, editionId: string, ref: string): Promise<OwnRow> {
  return oneRow<OwnRow>(pool, OWN, [editionId, ref]);
}
