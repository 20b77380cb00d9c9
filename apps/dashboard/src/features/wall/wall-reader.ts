import type { LiveClock } from '@lantern/live-client/environment';
import type { Wall } from '@lantern/schemas/wall';

export interface ReaderOptions {
  read: (after: number) => Promise<Wall>;
  clock: LiveClock;
  onAnswer: (wall: Wall) => void;
  onFault: (error: unknown) => void;
  /** Last `seq` of the day stream that is shown. */
  known: () => number;
}

/** Without any event it is read this often, ms: the day's own heartbeat. */
const HEARTBEAT_MS = 5_000;
/** However many events come, no more often than this, ms. */
const LEAST_GAP_MS = 400;
/** An answer that does not come within this is a fault, ms. */
const PATIENCE_MS = 10_000;

/** Reads one at a time: at the heartbeat, and again as long as events told more than the last answer knew. */
export function createReader({ read, clock, onAnswer, onFault, known }: ReaderOptions) {
  let running = false;
  let reading = 0;
  let isReading = false;
  let isAsked = false;
  let heard = 0;
  let beganAt = Number.NEGATIVE_INFINITY;
  let callOff = () => undefined as void;

  /** The next reading: soon if there is a reason, else at the heartbeat. */
  function plan() {
    callOff();
    if (!running || isReading) return;
    const isDue = isAsked || heard > known();
    const wait = beganAt + (isDue ? LEAST_GAP_MS : HEARTBEAT_MS) - clock.monotonic();
    callOff = clock.after(Math.max(0, wait), begin);
  }

  function begin() {
    reading += 1;
    const mine = reading;
    isReading = true;
    isAsked = false;
    beganAt = clock.monotonic();
    const end = (told: () => void) => {
      if (mine !== reading) return;
      reading += 1;
      isReading = false;
      callOff();
      told();
      plan();
    };
    callOff = clock.after(PATIENCE_MS, () => end(() => onFault(new Error('no answer in time'))));
    read(heard).then(
      (wall) => end(() => onAnswer(wall)),
      (error: unknown) => end(() => onFault(error)),
    );
  }

  return {
    start: () => {
      running = true;
      isAsked = true;
      plan();
    },
    stop: () => {
      running = false;
      reading += 1;
      isReading = false;
      callOff();
    },
    /** An event of this `seq` was told. */
    hear: (seq: number) => {
      heard = seq;
      if (heard > known()) plan();
    },
    now: () => {
      isAsked = true;
      plan();
    },
  };
}
