import type { Transaction } from '@lantern/db/database';
import type { NewEvent } from '../../platform/events.ts';

/** What an alarm is to those who hear of it. */
export interface AlarmRow {
  id: string;
  city: string;
  kind: 'silence' | 'incident' | 'help' | 'duress';
  level: 'amber' | 'red';
}

const ROW = 'id, city_slug AS city, kind, level';

/** Closes what is still open; answers what was. */
export async function closeAlarms(
  tx: Transaction,
  { ids, as, by, at }: { ids: readonly string[]; as: string; by?: string; at: Date },
): Promise<AlarmRow[]> {
  if (ids.length === 0) return [];
  const { rows } = await tx.query<AlarmRow>(
    `UPDATE alarms SET closed_at = $2, closed_as = $3, closed_by = $4
     WHERE id = ANY($1) AND closed_at IS NULL RETURNING ${ROW}`,
    [ids, at, as, by ?? null],
  );
  return rows;
}

/** Closes the alarms of incidents that a person closed. */
export async function closeOfIncidents(
  tx: Transaction,
  editionId: string,
  at: Date,
): Promise<AlarmRow[]> {
  const { rows } = await tx.query<AlarmRow>(
    `UPDATE alarms a SET closed_at = $2, closed_as = 'settled', closed_by = i.closed_by
     FROM incidents i
     WHERE a.edition_id = $1 AND a.kind = 'incident' AND a.closed_at IS NULL
       AND i.id::text = a.subject AND i.closed_at IS NOT NULL
     RETURNING a.id, a.city_slug AS city, a.kind, a.level`,
    [editionId, at],
  );
  return rows;
}

/** Turns what is still amber and open red. */
export async function reddenAlarms(tx: Transaction, ids: readonly string[], at: Date) {
  if (ids.length === 0) return;
  await tx.query(
    `UPDATE alarms SET level = 'red', red_at = $2
     WHERE id = ANY($1) AND level = 'amber' AND closed_at IS NULL`,
    [ids, at],
  );
}

/** When word is due, after the plan changed. */
export async function redateAlarm(tx: Transaction, id: string, dueAt: Date): Promise<void> {
  await tx.query('UPDATE alarms SET due_at = $2 WHERE id = $1', [id, dueAt]);
}

/** A step that was planned anew fell silent anew: everyone is told anew. */
export async function reopenAlarm(
  tx: Transaction,
  { id, level, dueAt, at }: { id: string; level: string; dueAt: Date; at: Date },
): Promise<void> {
  await tx.query(
    `UPDATE alarms SET level = $2, due_at = $3, raised_at = $4::timestamptz,
       red_at = CASE WHEN $2::text = 'red' THEN $4::timestamptz END,
       acknowledged_at = NULL, acknowledged_by = NULL, closed_at = NULL, closed_as = NULL, closed_by = NULL
     WHERE id = $1`,
    [id, level, dueAt, at],
  );
  await tx.query('DELETE FROM alarm_notices WHERE alarm_id = $1', [id]);
}

/** An alarm as the day stream tells it; duress never comes here. */
export function dayEventOf(
  { id, city, kind, level }: AlarmRow,
  state: 'raised' | 'red' | 'acknowledged' | 'closed',
): NewEvent<'day'>[] {
  return kind === 'duress' ? [] : [{ kind: 'alarm', city, id, alarm: kind, level, state }];
}
