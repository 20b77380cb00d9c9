import { withinTime } from './time-limit.ts';

/** Remembers one value for a short while, so that many requests cost one read. */
export interface FreshValue<T> {
  /**
   * The value, at most `maxAgeMs` old. When it cannot be read, or not within `patienceMs`, the last good
   * one; without any, the fault itself.
   */
  get(): Promise<T>;
  /** The value if it is at most `maxAgeMs` old, at once; for what is asked too often to be waited for. */
  young: () => T | undefined;
  /** Reads again even if the value is young; joins a read that began after this call. */
  refresh(): Promise<T>;
}

export interface FreshValueOptions<T> {
  read: () => Promise<T>;
  /** Milliseconds; the read's own time counts, so that a slow answer is not taken for a young one. */
  maxAgeMs: number;
  /** Milliseconds a caller waits for a read while an older value is at hand; default 300. */
  patienceMs?: number;
  /** Monotonic milliseconds; default `performance.now`. */
  monotonic?: (() => number) | undefined;
}

/** A failed read is not tried again sooner than this, lest an absent database be hammered. */
const RETRY_AFTER_MS = 500;

/** Reads are single-flight: however many ask, one read runs. */
export function createFreshValue<T>({
  read,
  maxAgeMs,
  patienceMs = 300,
  monotonic = () => performance.now(),
}: FreshValueOptions<T>): FreshValue<T> {
  let good: { value: T; at: number } | undefined;
  let failure: { error: unknown; at: number } | undefined;
  let flight: Promise<T> | undefined;

  const start = (): Promise<T> => {
    const at = monotonic();
    const running = read().then(
      (value) => {
        good = { value, at };
        failure = undefined;
        return value;
      },
      (error: unknown) => {
        failure = { error, at: monotonic() };
        throw error;
      },
    );
    flight = running;
    const landed = () => {
      if (flight === running) flight = undefined;
    };
    running.then(landed, landed);
    return running;
  };

  const isYoung = (now: number) => good !== undefined && now - good.at < maxAgeMs;

  const get = async (): Promise<T> => {
    const now = monotonic();
    if (good && isYoung(now)) return good.value;
    if (!flight && failure && now - failure.at < RETRY_AFTER_MS) {
      if (good) return good.value;
      throw failure.error;
    }
    const running = flight ?? start();
    return good ? soonOr(running, good.value, patienceMs) : running;
  };

  // A read under way may have begun before what the caller wants to see was committed: one after it.
  const refresh = async (): Promise<T> => {
    if (flight) await flight.catch(() => undefined);
    return flight ?? start();
  };

  const young = () => (isYoung(monotonic()) ? good?.value : undefined);

  return { get, young, refresh };
}

/** A fresh value for each key, such as an edition's id; callers pass keys they have looked up. */
export interface FreshValues<T> {
  /** As {@link FreshValue.get}; a key keeps the `read` it was first asked for with. */
  get(key: string, read: () => Promise<T>): Promise<T>;
  /** As {@link FreshValue.young}. */
  young: (key: string) => T | undefined;
  /** Forgets all of them: whoever asks next waits for a read that begins then. */
  clear(): void;
}

/** More would be a fault of a caller; all are forgotten rather than kept for ever. */
const MOST_KEYS = 200;

export function createFreshValues<T>(options: Omit<FreshValueOptions<T>, 'read'>): FreshValues<T> {
  const values = new Map<string, FreshValue<T>>();
  return {
    get: (key, read) => {
      const known = values.get(key);
      if (known) return known.get();
      if (values.size >= MOST_KEYS) values.clear();
      const value = createFreshValue({ ...options, read });
      values.set(key, value);
      return value.get();
    },
    young: (key) => values.get(key)?.young(),
    clear: () => values.clear(),
  };
}

/** `running` if it comes within `patienceMs` and succeeds, else `fallback`. */
async function soonOr<T>(running: Promise<T>, fallback: T, patienceMs: number): Promise<T> {
  return withinTime(running, patienceMs, () => fallback).catch(() => fallback);
}
