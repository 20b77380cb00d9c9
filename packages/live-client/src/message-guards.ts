import type {
  Closing,
  FeedJson,
  LiveEvent,
  Snapshot,
  Stream,
  SyncReply,
  Tick,
} from '@lantern/schemas/live';

// By hand, because Zod would weigh more than the rest of this package; the schemas stay the only definition
// (types are theirs), and a test holds these guards against them.

type Fields = Record<string, unknown>;

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const isCount = (value: unknown) => Number.isSafeInteger(value) && Number(value) >= 0;
const isText = (value: unknown) => typeof value === 'string';
const isInstant = (value: unknown) => typeof value === 'string' && !Number.isNaN(Date.parse(value));

export function isTick(value: unknown): value is Tick {
  return (
    isFields(value) &&
    isCount(value['total']) &&
    isCount(value['version']) &&
    Number.isSafeInteger(value['perMinute']) &&
    isInstant(value['asOf'])
  );
}

export function isSnapshot(value: unknown): value is Snapshot {
  return (
    isFields(value) &&
    isTick({ ...value }) &&
    isText(value['epoch']) &&
    isText(value['edition']) &&
    isCount(value['seq']) &&
    isFields(value['streams']) &&
    Object.values(value['streams']).every(isCount)
  );
}

/** The protocol a message was written in, even where the rest of it cannot be read. */
export function protocolOf(value: unknown): number {
  const protocol = isFields(value) ? value['protocol'] : undefined;
  return typeof protocol === 'number' ? protocol : 0;
}

/** Checks what the store itself relies on; an unknown kind passes, since newer servers may add some. */
export function isLiveEvent(value: unknown): value is LiveEvent {
  return isNumbered(value) && isStream(value['stream']);
}

const STREAM = /^(?:public|staff|day|city:[a-z0-9-]{1,64}|account:[\w-]{1,64})$/u;

/** Whether a name is one of a stream this page knows how to follow. */
export const isStream = (value: unknown): value is Stream =>
  typeof value === 'string' && STREAM.test(value);

function isNumbered(value: unknown): value is Fields {
  return (
    isFields(value) && isCount(value['seq']) && isInstant(value['at']) && isText(value['kind'])
  );
}

export function isClosing(value: unknown): value is Closing {
  return isFields(value) && isCount(value['retryAfterMs']);
}

export function isSyncReply(value: unknown): value is SyncReply {
  if (!isFields(value)) return false;
  const { status, events, epoch, seq } = value;
  if (status === 'events')
    return isCount(seq) && Array.isArray(events) && events.every(isLiveEvent);
  return status === 'refused' || (status === 'start-over' && isText(epoch) && isCount(seq));
}

export function isFeedJson(value: unknown): value is FeedJson {
  return (
    isFields(value) &&
    isText(value['epoch']) &&
    isCount(value['seq']) &&
    Array.isArray(value['events']) &&
    value['events'].every(isNumbered)
  );
}
