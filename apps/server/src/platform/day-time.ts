import type { Transaction } from '@lantern/db/database';
import { toDayTime, type DayClock } from '@lantern/schemas/day-clock';
import type { Clock } from './clock.ts';

/** What time it is on an edition's day: the world's, or a rehearsal's own. */
export function dayNow(edition: { dayClock: DayClock | null }, clock: Clock): Date {
  return new Date(toDayTime(edition.dayClock, clock.now().getTime()));
}

/** The same by an edition's id, inside the transaction that is to know it: `now` is the world's time. */
export async function readDayNow(tx: Transaction, editionId: string, now: Date): Promise<Date> {
  const { rows } = await tx.query<{ clock: DayClock | null }>(
    `SELECT CASE WHEN clock_rate IS NOT NULL THEN json_build_object(
       'realAt', clock_real_at, 'dayAt', clock_day_at, 'rate', clock_rate) END AS clock
     FROM editions WHERE id = $1`,
    [editionId],
  );
  return new Date(toDayTime(rows[0]?.clock ?? null, now.getTime()));
}
