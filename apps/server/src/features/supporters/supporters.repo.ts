import type { Transaction } from '@lantern/db/database';
import type { Pool } from 'pg';

/** A name that may be shown, as it is stored; its seal is bound to `id`. */
export interface SealedName {
  id: string;
  nameSealed: Buffer;
}

export interface NewestRow {
  hidden: boolean;
  /** Newest first; empty while the whole list is hidden. */
  names: SealedName[];
}

/** A signer who chose to be shown, as staff see them. */
export interface ListedRow extends SealedName {
  confirmedAt: Date;
  hiddenAt: Date | null;
}

/** Where a page of the list ended. */
export interface Place {
  confirmedAt: Date;
  id: string;
}

// Whoever chose to be shown, still counts and was not erased. The same words as the index
// `signatures_supporters`, which keeps those staff took off too: they are few, and staff page through them.
const CHOSE = `state = 'confirmed' AND show_name AND name_sealed IS NOT NULL`;

// One statement, so that a switch and the names it hides are of one moment. Names leave the database
// as hex inside JSON, still sealed.
const NEWEST = `
  SELECT e.supporters_hidden AS hidden, coalesce((
    SELECT json_agg(json_build_object('id', s.id, 'sealed', encode(s.name_sealed, 'hex'))
      ORDER BY s.confirmed_at DESC, s.id DESC)
    FROM (
      SELECT id, name_sealed, confirmed_at FROM signatures
      WHERE edition_id = e.id AND NOT e.supporters_hidden AND ${CHOSE} AND name_hidden_at IS NULL
      ORDER BY confirmed_at DESC, id DESC LIMIT $2
    ) s), '[]') AS names
  FROM editions e WHERE e.id = $1`;

const PAGE = `
  SELECT id, name_sealed AS "nameSealed", confirmed_at AS "confirmedAt", name_hidden_at AS "hiddenAt"
  FROM signatures
  WHERE edition_id = $1 AND ${CHOSE}
    AND ($2::timestamptz IS NULL OR (confirmed_at, id) < ($2, $3::uuid))
  ORDER BY confirmed_at DESC, id DESC LIMIT $4`;

interface NewestJson {
  hidden: boolean;
  names: { id: string; sealed: string }[];
}

/** Reads only names whose signers chose to be shown. */
export function createSupportersRepo(pool: Pool) {
  return {
    readNewest: async (editionId: string, most: number): Promise<NewestRow> => {
      const [row] = (await pool.query<NewestJson>(NEWEST, [editionId, most])).rows;
      if (!row) return { hidden: true, names: [] };
      const names = row.names.map(({ id, sealed }) => ({
        id,
        nameSealed: Buffer.from(sealed, 'hex'),
      }));
      return { hidden: row.hidden, names };
    },
    /** The next `most` after `after`, newest first, those staff took off included. */
    readPage: async (
      editionId: string,
      { after, most }: { after: Place | null; most: number },
    ): Promise<ListedRow[]> => {
      const values = [editionId, after?.confirmedAt ?? null, after?.id ?? null, most];
      return (await pool.query<ListedRow>(PAGE, values)).rows;
    },
  };
}

export interface HiddenChange {
  signatureId: string;
  hidden: boolean;
  at: Date;
}

/**
 * Takes a name off the list or puts it back; answers with the edition. Null when there is no such
 * signature on the list any more. What is as wanted already keeps its time.
 */
export async function setHidden(
  tx: Transaction,
  { signatureId, hidden, at }: HiddenChange,
): Promise<string | null> {
  const { rows } = await tx.query<{ editionId: string }>(
    `UPDATE signatures SET name_hidden_at = CASE WHEN $2 THEN coalesce(name_hidden_at, $3) END
     WHERE id = $1 AND ${CHOSE} RETURNING edition_id AS "editionId"`,
    [signatureId, hidden, at],
  );
  return rows[0]?.editionId ?? null;
}
