import { z } from 'zod';
import { localeSchema } from './locale.ts';
import { editionInputSchema } from './petition.ts';

export {
  HEARTBEAT_MS,
  LATE_AFTER_MS,
  LIVE_PROTOCOL,
  NOT_LIVE_AFTER_MS,
  SYNC_LIMIT,
} from './live-timing.ts';

const instant = z.iso.datetime({ offset: true });
const seq = z.number().int().nonnegative();

const numbers = {
  total: z.number().int().nonnegative(),
  version: z.number().int().nonnegative(),
  perMinute: z.number().int(),
  asOf: instant,
};

/** Absolute totals; a client ignores a `version` below the one it shows. */
export const tickSchema = z.object(numbers);
export type Tick = z.infer<typeof tickSchema>;

const base = { seq: seq.positive(), at: instant };

/** What the public may see. Events hold ids and numbers, never people. */
export const publicEventSchema = z.discriminatedUnion('kind', [
  z.object({ ...base, kind: z.literal('petition-opened') }),
  z.object({ ...base, kind: z.literal('petition-closed') }),
  z.object({
    ...base,
    kind: z.literal('text-published'),
    locale: localeSchema,
    version: z.number().int().positive(),
  }),
  z.object({ ...base, kind: z.literal('milestone'), total: z.number().int().positive() }),
  /** Staff made `edition` (a slug) the current one, in place of this stream's. */
  z.object({ ...base, kind: z.literal('edition-left'), edition: z.string() }),
]);
export type PublicEvent = z.infer<typeof publicEventSchema>;

/** What staff see besides the public stream. */
export const staffEventSchema = z.discriminatedUnion('kind', [
  z.object({ ...base, kind: z.literal('text-approved'), textId: z.uuid() }),
  z.object({ ...base, kind: z.literal('account-enrolled'), accountId: z.string() }),
  z.object({ ...base, kind: z.literal('account-frozen'), accountId: z.string() }),
]);
export type StaffEvent = z.infer<typeof staffEventSchema>;

/** Streams a session may be given; never chosen by the client. */
export const STREAMS = ['public', 'staff'] as const;
export const streamSchema = z.enum(STREAMS);
export type Stream = z.infer<typeof streamSchema>;

/** On connection: where each of the session's streams stands, and the numbers. */
export const snapshotSchema = z.object({
  protocol: z.number().int(),
  edition: z.string(),
  epoch: z.uuid(),
  /** Whether `edition` is the current one; older servers do not say. */
  current: z.boolean().optional(),
  /** The public stream's last `seq`. */
  seq,
  /** Last `seq` of each stream this session is given, `public` included. */
  streams: z.partialRecord(streamSchema, seq),
  ...numbers,
});
export type Snapshot = z.infer<typeof snapshotSchema>;

/** One event of one stream, as pushed by `event`. */
export type LiveEvent = ({ stream: 'public' } & PublicEvent) | ({ stream: 'staff' } & StaffEvent);
export const liveEventSchema = z.union([
  publicEventSchema.and(z.object({ stream: z.literal('public') })),
  staffEventSchema.and(z.object({ stream: z.literal('staff') })),
]);

/** Asks for what was missed after `seq`; `stream` defaults to `public`. */
export const syncRequestSchema = z.object({
  epoch: z.uuid(),
  seq,
  stream: streamSchema.default('public'),
});
export type SyncRequest = z.input<typeof syncRequestSchema>;

/** `start-over`: the epoch is another, or the gap too wide; drop what is shown and refetch. */
export const syncReplySchema = z.discriminatedUnion('status', [
  z.object({ status: z.literal('events'), events: z.array(liveEventSchema), seq }),
  z.object({ status: z.literal('start-over'), epoch: z.uuid(), seq }),
  z.object({ status: z.literal('refused') }),
]);
export type SyncReply = z.infer<typeof syncReplySchema>;

/** Why the server is about to close; come back after `retryAfterMs`, plus jitter. */
export const closingSchema = z.object({
  reason: z.enum(['restart', 'frozen', 'database-lost', 'overloaded']),
  retryAfterMs: z.number().int().nonnegative(),
});
export type Closing = z.infer<typeof closingSchema>;

/** Socket.IO's typed maps: server to client. */
export interface ServerToClient {
  snapshot: (snapshot: Snapshot) => void;
  tick: (tick: Tick) => void;
  event: (event: LiveEvent) => void;
  closing: (closing: Closing) => void;
}
/** Client to server; the reply comes as the acknowledgement. */
export interface ClientToServer {
  sync: (request: SyncRequest, reply: (answer: SyncReply) => void) => void;
}

/** What `GET /api/v1/feed` is asked: the events after a `seq`. */
export const feedInputSchema = editionInputSchema.extend({
  after: z.coerce.number().int().nonnegative().max(Number.MAX_SAFE_INTEGER).default(0),
});

/** `GET /api/v1/feed`: the public stream, numbered without gaps. */
export const feedJsonSchema = z.object({
  epoch: z.uuid(),
  seq,
  events: z.array(publicEventSchema),
});
export type FeedJson = z.infer<typeof feedJsonSchema>;
