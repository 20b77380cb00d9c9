import { LATE_AFTER_MS, NOT_LIVE_AFTER_MS } from '@lantern/schemas/live-timing';
import type { LiveClock } from './environment.ts';
import { statusAfter, type LiveStatus } from './live-state.ts';

/** Knows how long ago the numbers were current, and tells when that makes a difference. */
export function createFreshness(clock: LiveClock, onStatus: (status: LiveStatus) => void) {
  let monotonicAt = 0;
  let wallAt = 0;
  let heardOnce = false;
  let callOff = () => undefined as void;

  /**
   * The greater of two measures: a wall clock set back must not make old numbers young, and the monotonic one
   * stands still on some systems while the machine sleeps.
   */
  const silentMs = () => Math.max(clock.monotonic() - monotonicAt, clock.now() - wallAt);

  /** The status now; calls `onStatus` when it will have changed by waiting alone. */
  function judge(): LiveStatus {
    callOff();
    const silent = silentMs();
    const boundary = [LATE_AFTER_MS, NOT_LIVE_AFTER_MS].find((ms) => ms > silent);
    callOff =
      boundary === undefined
        ? () => undefined
        : clock.after(boundary - silent, () => onStatus(judge()));
    return statusAfter(silent, heardOnce);
  }

  function setMark(ageMs: number) {
    monotonicAt = clock.monotonic() - ageMs;
    wallAt = clock.now() - ageMs;
  }

  return {
    /** Waiting begins: nothing was heard yet, and that may become late. */
    begin: () => {
      if (!heardOnce) setMark(0);
      onStatus(judge());
    },
    /** Numbers came that were current so many ms ago: what that makes of the state. */
    heard: (ageMs = 0) => {
      const younger = !heardOnce || ageMs <= silentMs();
      heardOnce = true;
      if (younger) setMark(ageMs);
      return { status: judge(), since: wallAt };
    },
    /** No timer runs until `begin` or `heard`. */
    pause: () => callOff(),
  };
}
