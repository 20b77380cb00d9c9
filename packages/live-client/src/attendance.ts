import { HEARTBEAT_MS } from '@lantern/schemas/live-timing';
import type { LiveClock, LiveSurroundings } from './environment.ts';

export interface Attendance {
  surroundings: LiveSurroundings;
  clock: LiveClock;
  wake: () => void;
  rest: () => void;
  connection: { hurry: () => void; replace: () => void };
}

/** Silent while the tab is hidden, quick when it or the network comes back. */
export function attend({ surroundings, clock, wake, rest, connection }: Attendance) {
  let awake = false;
  let leave: (() => void)[] = [];
  let callOff = () => undefined as void;

  const setAwake = (next: boolean) => {
    callOff();
    if (awake === next) return;
    awake = next;
    if (awake) wake();
    else rest();
  };
  const look = () => {
    callOff();
    if (!surroundings.hidden()) setAwake(true);
    // Someone who glances at another tab keeps the connection.
    else callOff = clock.after(HEARTBEAT_MS, () => setAwake(false));
  };
  return {
    start: () => {
      leave = [
        surroundings.onVisibility(look),
        surroundings.onNetwork((online) => (online ? connection.hurry() : connection.replace())),
      ];
      look();
    },
    stop: () => {
      for (const stop of leave) stop();
      leave = [];
      setAwake(false);
    },
  };
}
