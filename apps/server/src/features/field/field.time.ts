import { toDayTime, type DayClock } from '@lantern/schemas/day-clock';

/** Clocks of an honest phone and the server may differ by this much. */
const SLACK_MS = 60_000;
/** How long before the day something may be said of it, such as a letter sent by post. */
const BEFORE_MS = 7 * 86_400_000;

/** When a device says something happened. */
export interface DeviceTime {
  deviceAt: string;
  /** What to add to the device's clock; null: it had heard no server. */
  offsetMs: number | null;
}

/** When it came, and to which day. */
export interface Arrival {
  receivedAt: Date;
  edition: { date: string; dayClock: DayClock | null };
}

/**
 * When something happened, by the edition's clock: the device's time, put right by what it knew of its clock, never
 * after it came, and never more than a week before the day. `bounded`: its clock was plainly wrong.
 */
export function happenedAt(
  { deviceAt, offsetMs }: DeviceTime,
  { receivedAt, edition }: Arrival,
): { at: Date; bounded: boolean } {
  const received = receivedAt.getTime();
  const said = Date.parse(deviceAt) + (offsetMs ?? 0);
  const latest = toDayTime(edition.dayClock, received);
  // What is tried out long before the day happens when it comes.
  const earliest = Math.min(Date.parse(`${edition.date}T00:00:00Z`), latest) - BEFORE_MS;
  const day = toDayTime(edition.dayClock, Math.min(said, received));
  const bounded = said > received + SLACK_MS || day < earliest;
  return { at: new Date(Math.max(day, earliest)), bounded };
}
