import type { WallAlarm } from '@lantern/schemas/wall';

/** placeholder until the alarms' procedures are there */
export function Acknowledge(_: { alarm: WallAlarm; done: () => void }) {
  return null;
}
