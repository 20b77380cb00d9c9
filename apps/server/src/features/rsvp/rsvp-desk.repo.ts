import type { Transaction } from '@lantern/db/database';
import type { Pool } from 'pg';

/** How many come to an action, and how many wait; people, not answers. */
export interface RsvpCount {
  actionId: string;
  kind: string;
  localDate: string;
  localTime: string;
  capacity: number;
  going: number;
  waiting: number;
  pending: number;
}

/** Of a city's actions with a list of those who come. */
export async function countRsvps(
  pool: Pool,
  editionId: string,
  city: string,
): Promise<RsvpCount[]> {
  const { rows } = await pool.query<RsvpCount>(
    `SELECT a.id AS "actionId", a.kind, a.local_date AS "localDate", a.local_time AS "localTime", a.capacity,
       coalesce(sum(r.party) FILTER (WHERE r.state = 'going'), 0)::int AS going,
       coalesce(sum(r.party) FILTER (WHERE r.state = 'waiting'), 0)::int AS waiting,
       coalesce(sum(r.party) FILTER (WHERE r.state = 'pending'), 0)::int AS pending
     FROM actions a LEFT JOIN rsvps r ON r.action_id = a.id
     WHERE a.edition_id = $1 AND a.city_slug = $2 AND a.capacity IS NOT NULL
     GROUP BY a.id ORDER BY a.local_date, a.local_time, a.id`,
    [editionId, city],
  );
  return rows;
}

/** Somebody who comes, or waits; the name is sealed. */
export interface NamedRow {
  id: string;
  actionId: string;
  nameSealed: Buffer;
  party: number;
  state: 'going' | 'waiting';
}

/** Who comes to a city's actions, and who waits, in their turn. */
export async function readNames(
  tx: Transaction,
  editionId: string,
  city: string,
): Promise<NamedRow[]> {
  const { rows } = await tx.query<NamedRow>(
    `SELECT r.id, r.action_id AS "actionId", r.name_sealed AS "nameSealed", r.party, r.state
     FROM rsvps r JOIN actions a ON a.id = r.action_id
     WHERE a.edition_id = $1 AND a.city_slug = $2 AND r.state IN ('going', 'waiting')
     ORDER BY r.confirmed_at, r.id`,
    [editionId, city],
  );
  return rows;
}
