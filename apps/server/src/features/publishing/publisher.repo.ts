import { oneRow, type Transaction } from '@lantern/db/database';
import type { Outcome } from '@lantern/schemas/action';
import type { Pool } from 'pg';
import type { CityOfEdition } from '../../platform/city-access.ts';

/** Editions of which something waits. */
export async function listWaiting(pool: Pool): Promise<string[]> {
  const { rows } = await pool.query<{ id: string }>(
    `SELECT e.id FROM editions e WHERE e.archived_at IS NULL AND NOT e.publishing_paused AND EXISTS (
       SELECT FROM publications p WHERE p.edition_id = e.id AND p.published_at IS NULL AND p.superseded_at IS NULL
         AND p.held_at IS NULL AND p.due_at <= edition_now(e.id))
     ORDER BY e.date`,
  );
  return rows.map(({ id }) => id);
}

/** Whether this node is the one that publishes of an edition, until the transaction ends. */
export async function takeNode(tx: Transaction, editionId: string): Promise<boolean> {
  const { taken } = await oneRow<{ taken: boolean }>(
    tx,
    'SELECT pg_try_advisory_xact_lock(hashtextextended($1, 0)) AS taken',
    [`publishing/${editionId}`],
  );
  return taken;
}

/** Two who disagree about an action: nothing new of it is published until staff have settled it. */
export const DISPUTED = `EXISTS (SELECT FROM field_commands f
  WHERE f.action_id = p.action_id AND f.disputed AND f.settled_at IS NULL)`;

const IS_DUE = `p.published_at IS NULL AND p.superseded_at IS NULL AND p.held_at IS NULL
  AND p.due_at <= edition_now(p.edition_id) AND NOT e.publishing_paused AND e.archived_at IS NULL
  AND c.hidden_at IS NULL AND NOT ${DISPUTED}`;
const FROM = `publications p JOIN editions e ON e.id = p.edition_id
  JOIN cities c ON c.edition_id = p.edition_id AND c.slug = p.city_slug`;

/** The first that is due, without some; nothing is locked. */
export async function findNext(
  pool: Pool,
  editionId: string,
  without: readonly string[],
): Promise<{ id: string; city: string } | null> {
  const { rows } = await pool.query<{ id: string; city: string }>(
    `SELECT p.id, p.city_slug AS city FROM ${FROM} WHERE p.edition_id = $1 AND p.id <> ALL($2::uuid[]) AND ${IS_DUE}
     ORDER BY p.due_at, p.id LIMIT 1`,
    [editionId, without],
  );
  return rows[0] ?? null;
}

/** What is to be published. */
export interface Due extends CityOfEdition {
  id: string;
  actionId: string | null;
  what: 'there' | 'outcome' | 'called-off' | 'plan';
  outcome: Outcome | null;
  /** Now, by the edition's clock. */
  at: Date;
}

/** Null if it is due no more. The edition stays as it is meanwhile: once a pause is set, nothing goes out. */
export async function lockDue(tx: Transaction, id: string): Promise<Due | null> {
  const { rows } = await tx.query<Due>(
    `SELECT p.id, p.edition_id AS "editionId", p.city_slug AS city, p.action_id AS "actionId", p.what, p.outcome,
       edition_now(p.edition_id) AS at
     FROM ${FROM} WHERE p.id = $1 AND ${IS_DUE} FOR UPDATE OF p FOR SHARE OF e FOR NO KEY UPDATE OF c`,
    [id],
  );
  return rows[0] ?? null;
}

/** What was published so far of a city and one of its actions; a city without a main action has its first. */
export interface PublishedSoFar {
  status: string;
  publicOutcome: Outcome | null;
  isMain: boolean;
}

/** What is public of it as yet. */
export async function readPublished(
  tx: Transaction,
  { editionId, city, actionId }: Due,
): Promise<PublishedSoFar> {
  return oneRow<PublishedSoFar>(
    tx,
    `SELECT c.status::text AS status, a.public_outcome AS "publicOutcome",
       coalesce(a.id = (SELECT id FROM actions m WHERE m.edition_id = $1 AND m.city_slug = $2
         ORDER BY is_main DESC, starts_at, id LIMIT 1), false) AS "isMain"
     FROM cities c LEFT JOIN actions a ON a.id = $3 WHERE c.edition_id = $1 AND c.slug = $2`,
    [editionId, city, actionId],
  );
}

interface Mark {
  id: string;
  at: Date;
}

/** It is out. */
export async function markPublished(tx: Transaction, { id, at }: Mark): Promise<void> {
  await tx.query('UPDATE publications SET published_at = $2 WHERE id = $1', [id, at]);
}

/** It never goes out. */
export async function markSuperseded(tx: Transaction, { id, at }: Mark): Promise<void> {
  await tx.query('UPDATE publications SET superseded_at = $2 WHERE id = $1', [id, at]);
}

/** The published state of a city. */
export async function writeCity(
  tx: Transaction,
  state: CityOfEdition & {
    status: 'there' | 'done' | 'called-off';
    outcome: Outcome | null;
    at: Date;
  },
): Promise<void> {
  await tx.query(
    `UPDATE cities SET status = $3::published_state, outcome = $4, status_at = $5
     WHERE edition_id = $1 AND slug = $2`,
    [state.editionId, state.city, state.status, state.outcome, state.at],
  );
}

/** What the public knows to have become of an action. */
export async function writePublicOutcome(
  tx: Transaction,
  { actionId, outcome, at }: { actionId: string; outcome: Outcome; at: Date },
): Promise<void> {
  await tx.query('UPDATE actions SET public_outcome = $2, public_outcome_at = $3 WHERE id = $1', [
    actionId,
    outcome,
    at,
  ]);
}
