import { notesOf, type Transaction } from '@lantern/db/database';
import {
  accountEventSchema,
  cityEventSchema,
  dayEventSchema,
  publicEventSchema,
  staffEventSchema,
} from '@lantern/schemas/live';
import type { LiveEvent, Stream } from '@lantern/schemas/live';
import type { Pool } from 'pg';
import { lockForTransaction } from './advisory-lock.ts';
import { DomainError } from './domain-error.ts';
import { codeOf } from './error-code.ts';

/** PostgreSQL channel on which a stream's growth is told; the payload names stream and `seq` only. */
export const EVENTS_CHANNEL = 'lantern_events';

/** A stream's lock is held for three short statements; waiting longer than this means trouble. */
const LOCK_TIMEOUT_MS = 2_000;
const LOCK_NOT_AVAILABLE = '55P03';

type Unnumbered<E> = E extends unknown ? Omit<E, 'seq' | 'at' | 'stream'> : never;
/** What a stream's event says, before it has its `seq` and time. */
export type NewEvent<S extends Stream> = Unnumbered<EventOf<S>>;

/** The events of a stream; a city's and an account's are named by patterns. */
type EventOf<S extends Stream> = S extends `city:${string}`
  ? Extract<LiveEvent, { stream: `city:${string}` }>
  : S extends `account:${string}`
    ? Extract<LiveEvent, { stream: `account:${string}` }>
    : Extract<LiveEvent, { stream: S }>;

export interface AppendRequest<S extends Stream> {
  editionId: string;
  stream: S;
  events: readonly NewEvent<S>[];
}

/**
 * Appends events to a stream of an edition, inside the transaction of what they tell; answers with the last
 * `seq` given. Call it **last**: the stream stays locked until the transaction ends, and `lock_timeout` stays set.
 * `at` is the edition's time by the database's clock, taken under the lock, so that it follows `seq` whichever
 * node wrote.
 * Several streams in one transaction are taken in one order everywhere, or two transactions would wait for each
 * other: an account's own, `public`, `staff`, `day`, a city's; accounts and cities by name. Throws at any other.
 * Throws `unavailable` when the stream stays locked for 2 s; zod's error for an event that breaks its schema.
 */
export async function appendEvents<S extends Stream>(
  tx: Transaction,
  { editionId, stream, events }: AppendRequest<S>,
): Promise<number> {
  const payloads = events.map((event) => payloadOf(stream, event));
  requireOrder(notesOf(tx), editionId, placeOf(stream));
  await lockStream(tx, editionId, stream);
  const { rows } = await tx.query<{ seq: number }>(APPEND, [
    editionId,
    stream,
    events.map((event) => event.kind),
    payloads,
    EVENTS_CHANNEL,
  ]);
  const last = rows[0]?.seq;
  if (last === undefined) throw new Error('stream_heads answered no row');
  return last;
}

const RANKS = ['account', 'public', 'staff', 'day', 'city'];

const placeOf = (stream: Stream): string =>
  `${RANKS.indexOf(stream.split(':', 1)[0] ?? '')}/${stream}`;

/** A deadlock shows itself once in a thousand transactions; a wrong order, in the first test. */
function requireOrder(taken: Map<string, string>, editionId: string, place: string): void {
  const last = taken.get(editionId) ?? '';
  if (place < last) throw new Error(`stream ${place} is locked after ${last}`);
  taken.set(editionId, place);
}

// One statement: the snapshot is taken after the lock was granted, so the head is the last committed one.
const APPEND = `
  WITH head AS (
    INSERT INTO stream_heads (edition_id, stream, seq)
    VALUES ($1, $2, cardinality($3::text[]))
    ON CONFLICT (edition_id, stream) DO UPDATE SET seq = stream_heads.seq + EXCLUDED.seq
    RETURNING seq
  ), appended AS (
    INSERT INTO events (edition_id, stream, seq, at, kind, payload)
    SELECT $1, $2, head.seq - cardinality($3::text[]) + e.place, edition_now($1), e.kind, e.payload
    FROM head, unnest($3::text[], $4::jsonb[]) WITH ORDINALITY AS e (kind, payload, place)
  )
  SELECT seq, pg_notify($5, json_build_object('editionId', $1::uuid, 'stream', $2::text, 'seq', seq)::text)
  FROM head`;

/** Schemas drop what they do not name, so nothing personal slips into a stream unseen. */
function payloadOf(stream: Stream, event: NewEvent<Stream>): string {
  const parsed = schemaOf(stream).parse({ ...event, seq: 1, at: '2000-01-01T00:00:00Z' });
  const { seq: _seq, at: _at, kind: _kind, ...payload } = parsed;
  return JSON.stringify(payload);
}

function schemaOf(stream: Stream) {
  if (stream === 'public') return publicEventSchema;
  if (stream === 'staff') return staffEventSchema;
  if (stream === 'day') return dayEventSchema;
  return stream.startsWith('city:') ? cityEventSchema : accountEventSchema;
}

async function lockStream(tx: Transaction, editionId: string, stream: Stream): Promise<void> {
  await tx.query(`SET LOCAL lock_timeout = ${LOCK_TIMEOUT_MS}`);
  try {
    await lockForTransaction(tx, `stream/${editionId}/${stream}`);
  } catch (cause) {
    if (codeOf(cause) === LOCK_NOT_AVAILABLE)
      throw new DomainError('unavailable', { retryAfterSeconds: 1 }, { cause });
    throw cause;
  }
}

export interface ReadRequest<S extends Stream> {
  editionId: string;
  stream: S;
  /** Events with a greater `seq` are read. */
  after: number;
  /** Most events answered. */
  limit: number;
}

/** A row of `events` as the event it is; `at` in milliseconds, UTC. */
export const EVENT_JSON = `payload || jsonb_build_object('seq', seq, 'kind', kind,
  'at', to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))`;

/**
 * A stream's next events in the order of their `seq`, without gaps. They were parsed when they were appended, and
 * are not again: an older node must pass on what a newer one wrote.
 */
export async function readEvents<S extends Stream>(
  pool: Pool,
  { editionId, stream, after, limit }: ReadRequest<S>,
): Promise<EventOf<S>[]> {
  const { rows } = await pool.query<{ event: EventOf<S> }>(
    `SELECT ${EVENT_JSON} || jsonb_build_object('stream', stream) AS event FROM events
     WHERE edition_id = $1 AND stream = $2 AND seq > $3 ORDER BY seq LIMIT $4`,
    [editionId, stream, after, limit],
  );
  return rows.map(({ event }) => event);
}

/** Where one stream of one edition stands. */
export interface StreamHead {
  editionId: string;
  stream: Stream;
  seq: number;
}
