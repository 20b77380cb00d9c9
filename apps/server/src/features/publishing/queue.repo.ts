import type { Transaction } from '@lantern/db/database';
import type { PublishingQueue } from '@lantern/schemas/publishing';
import type { Pool } from 'pg';
import type { CityOfEdition } from '../../platform/city-access.ts';
import { DISPUTED } from './publisher.repo.ts';

type QueueRow = PublishingQueue['rows'][number];

/** All that waits, the earliest first. */
export async function listQueue(
  pool: Pool,
  editionId: string,
): Promise<(Omit<QueueRow, 'dueAt'> & { dueAt: Date })[]> {
  const { rows } = await pool.query<Omit<QueueRow, 'dueAt'> & { dueAt: Date }>(
    `SELECT p.id, p.city_slug AS city, p.what, p.action_id AS "actionId", p.outcome, p.due_at AS "dueAt",
       json_build_object('en', l.name_en, 'ko', l.name_ko, 'zh-Hans', l.name_zh_hans) AS name, l.timezone,
       a.kind AS "actionKind",
       CASE WHEN p.held_at IS NOT NULL THEN 'held' WHEN c.hidden_at IS NOT NULL THEN 'hidden'
         WHEN ${DISPUTED} THEN 'disputed' WHEN e.publishing_paused THEN 'paused' ELSE 'time' END AS "waitsFor"
     FROM publications p JOIN editions e ON e.id = p.edition_id
     JOIN cities c ON c.edition_id = p.edition_id AND c.slug = p.city_slug
     JOIN places l ON l.slug = p.city_slug LEFT JOIN actions a ON a.id = p.action_id
     WHERE p.edition_id = $1 AND p.published_at IS NULL AND p.superseded_at IS NULL ORDER BY p.due_at, p.id`,
    [editionId],
  );
  return rows;
}

/** A row of the queue as it stands. */
export interface Waiting extends CityOfEdition {
  id: string;
  /** Neither out nor overtaken. */
  waits: boolean;
  held: boolean;
}

/** Null if there is none of that id. */
export async function lockWaiting(tx: Transaction, id: string): Promise<Waiting | null> {
  const { rows } = await tx.query<Waiting>(
    `SELECT id, edition_id AS "editionId", city_slug AS city, held_at IS NOT NULL AS held,
       published_at IS NULL AND superseded_at IS NULL AS waits
     FROM publications WHERE id = $1 FOR UPDATE`,
    [id],
  );
  return rows[0] ?? null;
}

/** It is due, and nobody holds it. */
export async function hurry(
  tx: Transaction,
  { id, editionId }: { id: string; editionId: string },
): Promise<void> {
  await tx.query(
    'UPDATE publications SET held_at = NULL, due_at = least(due_at, edition_now($2)) WHERE id = $1',
    [id, editionId],
  );
}

export async function setHeld(tx: Transaction, { id, editionId, held }: Waiting): Promise<void> {
  await tx.query(
    'UPDATE publications SET held_at = CASE WHEN $3 THEN edition_now($2) END WHERE id = $1',
    [id, editionId, held],
  );
}
