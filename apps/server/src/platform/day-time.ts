import { toDayTime, type DayClock } from '@lantern/schemas/day-clock';
import type { Clock } from './clock.ts';

/** What time it is on an edition's day: the world's, or a rehearsal's own. */
export function dayNow(edition: { dayClock: DayClock | null }, clock: Clock): Date {
  return new Date(toDayTime(edition.dayClock, clock.now().getTime()));
}
