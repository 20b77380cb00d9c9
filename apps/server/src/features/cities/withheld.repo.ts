import type { Transaction } from '@lantern/db/database';
import type { CityOfEdition } from '../../platform/city-access.ts';

/** Editions that can still change because their day has not passed everywhere; in one order, shared locks. */
export async function listEditionsAhead(tx: Transaction, now: Date): Promise<string[]> {
  const { rows } = await tx.query<{ id: string }>(
    `SELECT id FROM editions WHERE archived_at IS NULL AND (kind = 'rehearsal' OR date + 2 > $1::timestamptz)
     ORDER BY id FOR SHARE`,
    [now],
  );
  return rows.map(({ id }) => id);
}

/** Null if the edition has no such city. */
export async function lockCityIfThere(
  tx: Transaction,
  { editionId, city }: CityOfEdition,
): Promise<{ withdrawnAt: Date | null; withdrawnReason: string | null } | null> {
  const { rows } = await tx.query<{ withdrawnAt: Date | null; withdrawnReason: string | null }>(
    `SELECT withdrawn_at AS "withdrawnAt", withdrawn_reason AS "withdrawnReason" FROM cities
     WHERE edition_id = $1 AND slug = $2 FOR UPDATE`,
    [editionId, city],
  );
  return rows[0] ?? null;
}

/** Takes a city out of an edition unless anybody plans, answers, has applied or reported there. */
export async function deleteCityIfBare(
  tx: Transaction,
  { editionId, city }: CityOfEdition,
): Promise<boolean> {
  const tables = ['actions', 'assignments', 'applications', 'publications', 'field_commands'];
  const bare = tables.map(
    (table) =>
      `NOT EXISTS (SELECT FROM ${table} t WHERE t.edition_id = c.edition_id AND t.city_slug = c.slug)`,
  );
  const { rowCount } = await tx.query(
    `DELETE FROM cities c WHERE c.edition_id = $1 AND c.slug = $2 AND ${bare.join(' AND ')}`,
    [editionId, city],
  );
  return rowCount === 1;
}

/** A place takes part as if it always had. */
export async function addCity(
  tx: Transaction,
  { editionId, city }: CityOfEdition,
): Promise<boolean> {
  const { rowCount } = await tx.query(
    `INSERT INTO cities (edition_id, slug, kind) VALUES ($1, $2, 'delivery') ON CONFLICT DO NOTHING`,
    [editionId, city],
  );
  return rowCount === 1;
}
