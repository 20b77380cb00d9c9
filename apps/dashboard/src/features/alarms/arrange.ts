import type { Flood } from '@lantern/schemas/alarm-groups';
import type { Alarm } from './use-alarms.ts';

/** What is looked at together: one alarm, or a flood of them. */
export interface Arranged {
  flood: Flood | null;
  alarms: Alarm[];
}

/** Floods together, each where its most urgent alarm would stand; red and oldest first, as they came. */
export function arrange(open: readonly Alarm[], floods: readonly Flood[]): Arranged[] {
  const floodOf = new Map(floods.flatMap((flood) => flood.alarmIds.map((id) => [id, flood])));
  const arranged: Arranged[] = [];
  const begun = new Map<Flood, Arranged>();
  for (const alarm of open) {
    const flood = floodOf.get(alarm.id) ?? null;
    const together = flood && begun.get(flood);
    if (together) together.alarms.push(alarm);
    else {
      const entry = { flood, alarms: [alarm] };
      arranged.push(entry);
      if (flood) begun.set(flood, entry);
    }
  }
  return arranged;
}
