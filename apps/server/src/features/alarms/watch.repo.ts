import type { Transaction } from '@lantern/db/database';
import type { DayClock } from '@lantern/schemas/day-clock';
import { STEPS } from '@lantern/schemas/field';
import type { Pool } from 'pg';
import { z } from 'zod';
import type { WatchedCity } from './silence.ts';

/** An edition whose day may have alarms. */
export interface WatchedEdition {
  id: string;
  dayClock: DayClock | null;
  /** Of its actions. */
  firstStartsAt: Date | null;
  lastEndsAt: Date | null;
  hasOpenAlarms: boolean;
}

/** Every edition that is not put away. */
export async function readWatchedEditions(pool: Pool): Promise<WatchedEdition[]> {
  const { rows } = await pool.query<WatchedEdition>(
    `SELECT e.id, min(a.starts_at) AS "firstStartsAt", max(a.ends_at) AS "lastEndsAt",
       CASE WHEN e.clock_rate IS NOT NULL THEN json_build_object(
         'realAt', e.clock_real_at, 'dayAt', e.clock_day_at, 'rate', e.clock_rate) END AS "dayClock",
       EXISTS (SELECT FROM alarms WHERE edition_id = e.id AND closed_at IS NULL) AS "hasOpenAlarms"
     FROM editions e LEFT JOIN actions a ON a.edition_id = e.id
     WHERE e.archived_at IS NULL GROUP BY e.id`,
  );
  return rows;
}

/** Whether this transaction may judge the edition now; another node does otherwise. */
export async function tryWatch(tx: Transaction, editionId: string): Promise<boolean> {
  const { rows } = await tx.query<{ locked: boolean }>(
    'SELECT pg_try_advisory_xact_lock(hashtextextended($1, 0)) AS locked',
    [`alarms/${editionId}`],
  );
  return rows[0]?.locked ?? false;
}

const millis = z.date().transform((at) => at.getTime());
const citySchema = z.object({
  city: z.string(),
  hasPeople: z.boolean(),
  actions: z.array(
    z.object({ id: z.string(), isMain: z.boolean(), startsAt: z.number(), endsAt: z.number() }),
  ),
  steps: z.array(z.tuple([z.enum(STEPS), z.number()])),
  outcomes: z.array(z.tuple([z.string(), z.number()])),
});
const alarmSchema = z.object({
  city: z.string(),
  id: z.string(),
  kind: z.enum(['silence', 'incident', 'help', 'duress']),
  subject: z.string(),
  level: z.enum(['amber', 'red']),
  dueAt: millis,
  raisedAt: millis,
  acknowledged: z.boolean(),
  closedAs: z.string().nullable(),
});

// By when things happened, not by when they came; staff's own word (`override`) counts as the city's.
const READ_CITIES = `
  WITH steps AS (
    SELECT city_slug, json_agg(json_build_array(step, extract(epoch FROM at) * 1000)) AS said
    FROM heard_steps WHERE edition_id = $1 GROUP BY city_slug
  ), told AS (
    SELECT action_id, max(happened_at) AS at FROM field_commands
    WHERE edition_id = $1 AND action_id IS NOT NULL AND outcome IS NOT NULL GROUP BY action_id
  ), planned AS (
    SELECT city_slug,
      coalesce(json_agg(json_build_object('id', id, 'isMain', is_main,
        'startsAt', extract(epoch FROM starts_at) * 1000, 'endsAt', extract(epoch FROM ends_at) * 1000)
        ORDER BY starts_at, id) FILTER (WHERE called_off_at IS NULL), '[]') AS actions,
      coalesce(json_agg(json_build_array(id, extract(epoch FROM coalesce(at, outcome_at, starts_at)) * 1000))
        FILTER (WHERE at IS NOT NULL OR outcome IS NOT NULL), '[]') AS outcomes
    FROM actions LEFT JOIN told ON told.action_id = id WHERE edition_id = $1 GROUP BY city_slug
  )
  SELECT c.slug AS city, coalesce(s.said, '[]') AS steps, p.outcomes,
    CASE WHEN c.withdrawn_at IS NULL THEN p.actions ELSE '[]' END AS actions,
    EXISTS (SELECT FROM assignments a WHERE a.edition_id = c.edition_id AND a.city_slug = c.slug
      AND a.ended_at IS NULL) AS "hasPeople"
  FROM cities c JOIN planned p ON p.city_slug = c.slug LEFT JOIN steps s ON s.city_slug = c.slug
  WHERE c.edition_id = $1`;

/** All that is known of an edition's cities, and of cities that only have alarms. */
export async function readWatchedCities(
  tx: Transaction,
  editionId: string,
): Promise<WatchedCity[]> {
  const cities = z.array(citySchema).parse((await tx.query(READ_CITIES, [editionId])).rows);
  const alarms = z.array(alarmSchema).parse(
    (
      await tx.query(
        `SELECT city_slug AS city, id, kind, subject, level, due_at AS "dueAt", raised_at AS "raisedAt",
           acknowledged_at IS NOT NULL AS acknowledged, closed_as AS "closedAs"
         FROM alarms WHERE edition_id = $1 AND (kind = 'silence' OR closed_at IS NULL)`,
        [editionId],
      )
    ).rows,
  );
  const byCity = Map.groupBy(alarms, ({ city }) => city);
  const planned = new Set(cities.map(({ city }) => city));
  const unplanned = [...byCity.keys()].filter((city) => !planned.has(city));
  return [
    ...cities.map(({ city, hasPeople, actions, steps, outcomes }) => ({
      city,
      hasPeople,
      actions,
      heard: { steps: new Map(steps), outcomes: new Map(outcomes) },
      alarms: byCity.get(city) ?? [],
    })),
    ...unplanned.map((city) => ({
      city,
      hasPeople: false,
      actions: [],
      heard: { steps: new Map(), outcomes: new Map() },
      alarms: byCity.get(city) ?? [],
    })),
  ];
}
