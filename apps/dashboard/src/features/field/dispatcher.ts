import { backoffMs } from './backoff.ts';
import type { SendLock } from './send-lock.ts';
import type { Halt, RoundEnd } from './sender.ts';

/** How sending stands. */
export interface Sending {
  busy: boolean;
  halt: Halt | null;
}

/** Keeps rounds going: one at a time on this phone, again after a failure, and at once when asked. */
export interface Dispatcher {
  /** Something may be sendable now: an item came, the network, the person. */
  kick: () => void;
  state: () => Sending;
  stop: () => void;
}

export interface DispatcherDeps {
  lock: SendLock;
  /** One round; null: nobody is known to be signed in, so nothing is to be sent. */
  round: () => Promise<RoundEnd | null>;
  changed: () => void;
  now: () => number;
  random: () => number;
}

/** The phone's own store failed; it is tried again like a network. */
const FAILED: RoundEnd = { halt: 'no-answer', sent: 0, retryAfterMs: null, nextDueAt: null };

/** Nobody can be asked to wait longer than that for an item held back. */
const SHORTEST_MS = 50;

export function createDispatcher(deps: DispatcherDeps): Dispatcher {
  let state: Sending = { busy: false, halt: null };
  let failures = 0;
  let running = false;
  let again = false;
  let stopped = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const become = (next: Sending) => {
    state = next;
    deps.changed();
  };
  const wait = (ms: number) => {
    clearTimeout(timer);
    if (!stopped) timer = setTimeout(() => void run(), ms);
  };
  const run = async () => {
    if (running) {
      again = true;
      return;
    }
    clearTimeout(timer);
    running = true;
    again = false;
    const end = await lockedRound().catch(() => FAILED);
    running = false;
    if (!stopped) after(end);
  };
  /** A tab that is killed inside lets the lock go; whoever waits for it starts from what is in the store. */
  const lockedRound = async (): Promise<RoundEnd | null> => {
    let end: RoundEnd | null = null;
    await deps.lock(async () => {
      become({ ...state, busy: true });
      end = await deps.round();
    });
    return end;
  };
  const after = (end: RoundEnd | null) => {
    const halt = end?.halt ?? null;
    failures = halt ? failures + 1 : 0;
    become({ busy: false, halt });
    if (again) wait(0);
    else if (halt && isPassing(halt)) wait(end?.retryAfterMs ?? backoffMs(failures, deps.random));
    else if (typeof end?.nextDueAt === 'number')
      wait(Math.max(SHORTEST_MS, end.nextDueAt - deps.now()));
  };

  return {
    kick: () => void run(),
    state: () => state,
    stop: () => {
      stopped = true;
      clearTimeout(timer);
    },
  };
}

/** What ends by itself; the others wait for a person. */
const isPassing = (halt: Halt): boolean =>
  halt === 'no-answer' || halt === 'not-ours' || halt === 'busy';
