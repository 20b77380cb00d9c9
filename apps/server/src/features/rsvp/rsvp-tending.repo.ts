import type { Transaction } from '@lantern/db/database';
import type { Pool } from 'pg';

/** Rows looked after in one transaction. */
const AT_ONCE = 500;

// A hash over what those who come, and calendars, go by; an outcome or other words are no change of plan.
const NOTE_CHANGES = `
  WITH facts AS (
    SELECT v.id, v.edition_id, md5(row(v.kind, v.local_date, v.starts_at, v.ends_at, v.place, v.called_off)::text)
      AS hash
    FROM public_actions v JOIN editions e ON e.id = v.edition_id AND e.archived_at IS NULL
    WHERE v.local_date::date >= edition_now(v.edition_id)::date - 2
  ), noted AS (
    INSERT INTO action_revisions (action_id, facts_hash, changed_at)
    SELECT id, hash, edition_now(edition_id) FROM facts ORDER BY id
    ON CONFLICT (action_id) DO UPDATE SET facts_hash = excluded.facts_hash, changed_at = excluded.changed_at,
      revision = action_revisions.revision + 1
      WHERE action_revisions.facts_hash <> excluded.facts_hash
    RETURNING action_id, revision
  )
  SELECT r.id FROM noted JOIN rsvps r ON r.action_id = noted.action_id
  WHERE noted.revision > 0 AND r.state IN ('going', 'waiting') ORDER BY r.id`;

/** Counts what changed of what is published; answers whose answers it concerns, each change once. */
export async function noteChanges(tx: Transaction): Promise<string[]> {
  const { rows } = await tx.query<{ id: string }>(NOTE_CHANGES);
  return rows.map(({ id }) => id);
}

/** Actions with somebody who waits for a place, and perhaps one to give: staff may have made more. */
export async function findWaited(pool: Pool): Promise<string[]> {
  const { rows } = await pool.query<{ id: string }>(
    `SELECT DISTINCT r.action_id AS id FROM rsvps r JOIN public_actions v ON v.id = r.action_id
     WHERE r.state = 'waiting' AND NOT v.called_off AND v.capacity > (
       SELECT coalesce(sum(g.party), 0) FROM rsvps g WHERE g.action_id = r.action_id AND g.state = 'going')`,
  );
  return rows.map(({ id }) => id);
}

// Eight in the morning where it happens, by the edition's clock; two hours before what begins earlier than ten.
// Whoever said so later than that has just been told. A day that is over reminds nobody.
const REMIND = `
  WITH due AS (
    SELECT v.id, v.edition_id, least(
      (v.local_date || ' 08:00')::timestamp AT TIME ZONE p.timezone,
      v.starts_at - interval '2 hours') AS at
    FROM public_actions v JOIN places p ON p.slug = v.city_slug
    WHERE NOT v.called_off AND v.outcome IS NULL
      AND coalesce(v.starts_at, (v.local_date::date + 1)::timestamp AT TIME ZONE p.timezone)
        > edition_now(v.edition_id)
  )
  UPDATE rsvps SET reminded_at = edition_now(picked.edition_id)
  FROM (
    SELECT r.id, due.edition_id FROM rsvps r JOIN due ON due.id = r.action_id
    WHERE r.state = 'going' AND r.reminded_at IS NULL AND r.confirmed_at < due.at
      AND due.at <= edition_now(due.edition_id)
    ORDER BY r.id LIMIT ${AT_ONCE} FOR UPDATE OF r SKIP LOCKED
  ) AS picked WHERE rsvps.id = picked.id
  RETURNING rsvps.id`;

/** Marks those whom it is time to remind, some at a time; answers whom. */
export async function takeReminders(tx: Transaction): Promise<string[]> {
  const { rows } = await tx.query<{ id: string }>(REMIND);
  return rows.map(({ id }) => id);
}

/**
 * Deletes answers that nobody confirmed in time, and all of them once their day is long over; by each edition's
 * own clock. Answers how many.
 */
export async function deleteOld(
  pool: Pool,
  { unconfirmedDays, days }: { unconfirmedDays: number; days: number },
): Promise<number> {
  const { rowCount } = await pool.query(
    `DELETE FROM rsvps r USING actions a WHERE a.id = r.action_id AND (
       a.ends_at < edition_now(a.edition_id) - make_interval(days => $2)
       OR r.state = 'pending' AND (a.ends_at < edition_now(a.edition_id)
         OR r.created_at < edition_now(a.edition_id) - make_interval(days => $1)))`,
    [unconfirmedDays, days],
  );
  return rowCount ?? 0;
}
