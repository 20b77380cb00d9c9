import type { Locale } from '@lantern/schemas/locale';
import type { Pool } from 'pg';

/** A version that is, or was, in force. */
export interface VersionRow {
  locale: string;
  version: number;
  hash: string;
  from: Date;
  until: Date | null;
}

// Only what a person approved: a draft shows up nowhere, and leaves no gap in what was in force.
const IN_FORCE = `
  SELECT locale, version, hash, approved_at AS "from",
    lead(approved_at) OVER (PARTITION BY locale ORDER BY version) AS "until",
    title, addressee, body
  FROM petition_texts
  WHERE edition_id = $1 AND state = 'approved'`;

/** Every version of every language that ever was in force, newest first in each. */
export async function readVersions(pool: Pool, editionId: string): Promise<VersionRow[]> {
  const { rows } = await pool.query<VersionRow>(
    `SELECT locale, version, hash, "from", "until" FROM (${IN_FORCE}) v
     ORDER BY locale, version DESC`,
    [editionId],
  );
  return rows;
}

/** One of them with its words. */
export interface WordedVersionRow extends VersionRow {
  title: string;
  addressee: string;
  body: string;
}

export interface VersionKey {
  editionId: string;
  locale: Locale;
  version: number;
}

/** Null if there is none, or nobody approved it. */
export async function readVersion(
  pool: Pool,
  { editionId, locale, version }: VersionKey,
): Promise<WordedVersionRow | null> {
  const { rows } = await pool.query<WordedVersionRow>(
    `SELECT locale, version, hash, "from", "until", title, addressee, body
     FROM (${IN_FORCE} AND locale = $2) v WHERE version = $3`,
    [editionId, locale, version],
  );
  return rows[0] ?? null;
}
