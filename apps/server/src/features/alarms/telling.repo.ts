import type { Transaction } from '@lantern/db/database';
import { ANSWERS_FOR_CITY, MAY_ACT_ON_DAY, MAY_PLAN } from '@lantern/schemas/day-roles';
import { regionOf } from '@lantern/schemas/region';
import type { AlarmRow } from './changes.repo.ts';

/** Stands for the day stream among those who were told. */
const DAY_STREAM = '*day';

export interface OpenAlarm extends AlarmRow {
  country: string;
  acknowledged: boolean;
  /** Who was told, the day stream included, and at which level. */
  told: { accountId: string; level: string }[];
}

/** Every open alarm of an edition with who was told of it. */
export async function readOpenAlarms(tx: Transaction, editionId: string): Promise<OpenAlarm[]> {
  const { rows } = await tx.query<OpenAlarm>(
    `SELECT a.id, a.city_slug AS city, a.kind, a.level, p.country, a.acknowledged_at IS NOT NULL AS acknowledged,
       coalesce((SELECT json_agg(json_build_object('accountId', n.account_id, 'level', n.level))
         FROM alarm_notices n WHERE n.alarm_id = a.id), '[]') AS told
     FROM alarms a JOIN places p ON p.slug = a.city_slug
     WHERE a.edition_id = $1 AND a.closed_at IS NULL ORDER BY a.raised_at, a.id`,
    [editionId],
  );
  return rows;
}

/** Somebody who could be told. */
export interface Listener {
  accountId: string;
  /** Why: their city, their region, their shift, or that they are an admin. */
  by: 'city' | 'region' | 'shift' | 'admin';
  city: string | null;
  /** Null, of a shift: the whole world. */
  region: string | null;
  /** Of a shift: also for duress. */
  duress: boolean;
}

/** Everybody who could be told something at `now`; nobody who is frozen or has lost the role. */
export async function readListeners(
  tx: Transaction,
  editionId: string,
  now: Date,
): Promise<Listener[]> {
  const { rows } = await tx.query<Listener>(
    `SELECT a.account_id AS "accountId", CASE WHEN a.city_slug IS NULL THEN 'region' ELSE 'city' END AS by,
       a.city_slug AS city, a.region, false AS duress
     FROM assignments a JOIN users u ON u.id = a.account_id AND u.frozen_at IS NULL
     WHERE a.edition_id = $1 AND a.ended_at IS NULL
       AND CASE WHEN a.city_slug IS NULL THEN u.role = 'region-lead' ELSE u.role = ANY($5) END
     UNION ALL
     SELECT s.account_id, 'shift', NULL, s.region, s.duress AND u.role = ANY($4)
     FROM duty_shifts s JOIN users u ON u.id = s.account_id AND u.frozen_at IS NULL AND u.role = ANY($3)
     WHERE s.edition_id = $1 AND s.starts_at <= $2 AND s.ends_at > $2
     UNION ALL
     SELECT id, 'admin', NULL, NULL, true FROM users WHERE role = 'admin' AND frozen_at IS NULL`,
    [editionId, now, [...MAY_ACT_ON_DAY], [...MAY_PLAN], [...ANSWERS_FOR_CITY]],
  );
  return rows;
}

/**
 * Whom an alarm is for. Amber silence is for the city's own people; what is red, or came from them, for the region's
 * lead and whoever is on duty; with nobody on duty, for every admin. Duress only for those who are on duty for it,
 * else the admins: never for the city's people, one of whom may be the cause.
 */
export function listenersOf(alarm: OpenAlarm, listeners: readonly Listener[]): string[] {
  const region = regionOf(alarm.country) ?? null;
  const onDuty = listeners.filter(
    (one) => one.by === 'shift' && (one.region === null || one.region === region),
  );
  const staff = (found: readonly Listener[]) =>
    found.length > 0 ? found : listeners.filter(({ by }) => by === 'admin');
  const ids = (found: readonly Listener[]) => [...new Set(found.map((one) => one.accountId))];
  if (alarm.kind === 'duress') return ids(staff(onDuty.filter(({ duress }) => duress)));
  if (alarm.kind === 'silence' && alarm.level === 'amber')
    return ids(listeners.filter(({ by, city }) => by === 'city' && city === alarm.city));
  const leads = listeners.filter((one) => one.by === 'region' && one.region === region);
  return ids([...leads, ...staff(onDuty)]);
}

/** What the day stream is still to be told of it. */
export function untoldState({ kind, level, told }: OpenAlarm): 'raised' | 'red' | null {
  if (kind === 'duress') return null;
  const levels = told.filter(({ accountId }) => accountId === DAY_STREAM).map((one) => one.level);
  if (levels.length === 0) return 'raised';
  return levels.includes(level) ? null : 'red';
}

/** Something told: of which alarm, to whom. */
export interface Notice extends AlarmRow {
  accountId: string;
}

/** Writes down what the day stream is told now. */
export const recordOnStream = (tx: Transaction, alarms: readonly AlarmRow[], at: Date) =>
  recordNotices(
    tx,
    alarms.map((alarm) => ({ ...alarm, accountId: DAY_STREAM })),
    at,
  );

/** Writes down who is told; answers whom nobody had told this before. */
export async function recordNotices(
  tx: Transaction,
  notices: readonly Notice[],
  at: Date,
): Promise<Notice[]> {
  if (notices.length === 0) return [];
  const { rows } = await tx.query<{ alarmId: string; accountId: string }>(
    `INSERT INTO alarm_notices (alarm_id, account_id, level, at)
     SELECT alarm_id, account_id, level, $4
     FROM unnest($1::uuid[], $2::text[], $3::text[]) AS n (alarm_id, account_id, level)
     ON CONFLICT DO NOTHING RETURNING alarm_id AS "alarmId", account_id AS "accountId"`,
    [
      notices.map(({ id }) => id),
      notices.map(({ accountId }) => accountId),
      notices.map(({ level }) => level),
      at,
    ],
  );
  const keys = new Set(rows.map(({ alarmId, accountId }) => `${alarmId} ${accountId}`));
  return notices.filter(({ id, accountId }) => keys.has(`${id} ${accountId}`));
}
