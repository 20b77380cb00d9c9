import type { Transaction } from '@lantern/db/database';
import type { CityOfEdition } from '../../platform/city-access.ts';
import type { ToPublish } from './scheduling.ts';

/** Whether it was said before that people are there. */
export async function hasArrival(
  tx: Transaction,
  { editionId, city }: CityOfEdition,
): Promise<boolean> {
  const { rowCount } = await tx.query(
    `SELECT FROM publications WHERE edition_id = $1 AND city_slug = $2 AND what = 'there' AND superseded_at IS NULL
     LIMIT 1`,
    [editionId, city],
  );
  return rowCount === 1;
}

/** Takes out of the queue that people are there; what is published stays so. */
export async function unscheduleArrival(
  tx: Transaction,
  { editionId, city }: CityOfEdition,
): Promise<void> {
  await tx.query(
    `UPDATE publications SET superseded_at = edition_now(edition_id)
     WHERE edition_id = $1 AND city_slug = $2 AND what = 'there' AND published_at IS NULL AND superseded_at IS NULL`,
    [editionId, city],
  );
}

/** Takes out of the queue what waits of an action's outcomes; answers when each would have been due. */
export async function supersede(
  tx: Transaction,
  { actionId }: { actionId: string },
): Promise<Date[]> {
  const { rows } = await tx.query<{ dueAt: Date }>(
    `UPDATE publications SET superseded_at = edition_now(edition_id)
     WHERE action_id = $1 AND what IN ('outcome', 'called-off') AND published_at IS NULL AND superseded_at IS NULL
     RETURNING due_at AS "dueAt"`,
    [actionId],
  );
  return rows.map(({ dueAt }) => dueAt);
}

/** Puts a row into the queue. */
export async function insertPublication(
  tx: Transaction,
  { id, editionId, city, actionId, commandId, what, outcome, dueAt }: ToPublish & { id: string },
): Promise<void> {
  await tx.query(
    `INSERT INTO publications (id, edition_id, city_slug, action_id, command_id, what, outcome, due_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [id, editionId, city, actionId, commandId, what, outcome, dueAt],
  );
}
