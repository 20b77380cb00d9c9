import { z } from 'zod';
import { OUTCOMES } from './action.ts';
import { CITY_PHASES } from './field.ts';
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
/** A city's slug. */
const city = z.string();

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
  /** A city's lantern is lit: people are there. Published, so after the action's delay. */
  z.object({ ...base, kind: z.literal('city-there'), city }),
  /** What became of a city's action, as published. `corrected`: it was published otherwise before. */
  z.object({
    ...base,
    kind: z.literal('city-outcome'),
    city,
    actionId: z.uuid(),
    outcome: z.enum(OUTCOMES),
    corrected: z.boolean(),
    /** Whether it is the city's outcome too: not every action speaks for its city. Left out: it is. */
    isMain: z.boolean().optional(),
  }),
  z.object({ ...base, kind: z.literal('city-called-off'), city }),
  /** It told of a city of which nothing is public any more. It keeps its number, so that there is no gap. */
  z.object({ ...base, kind: z.literal('withheld') }),
  /** What is published of a city changed otherwise (its plan, or staff hid or show it): read it again. */
  z.object({ ...base, kind: z.literal('city-changed'), city }),
]);
export type PublicEvent = z.infer<typeof publicEventSchema>;

/** What staff see besides the public stream. */
export const staffEventSchema = z.discriminatedUnion('kind', [
  z.object({ ...base, kind: z.literal('text-approved'), textId: z.uuid() }),
  z.object({ ...base, kind: z.literal('account-enrolled'), accountId: z.string() }),
  z.object({ ...base, kind: z.literal('account-frozen'), accountId: z.string() }),
  z.object({ ...base, kind: z.literal('application-changed'), id: z.uuid() }),
  z.object({ ...base, kind: z.literal('assignment-changed'), id: z.uuid() }),
  z.object({ ...base, kind: z.literal('announced'), id: z.uuid() }),
]);
export type StaffEvent = z.infer<typeof staffEventSchema>;

/**
 * The day as it happens, for staff and for screens in a room: so no person, no word anybody wrote, no duress.
 */
export const dayEventSchema = z.discriminatedUnion('kind', [
  /** `happenedAt` by the edition's clock, as `at` is. */
  z.object({
    ...base,
    kind: z.literal('check-in'),
    city,
    phase: z.enum(CITY_PHASES),
    outcome: z.enum(OUTCOMES).nullable(),
    happenedAt: instant,
    disputed: z.boolean(),
  }),
  z.object({ ...base, kind: z.literal('numbers'), city }),
  z.object({
    ...base,
    kind: z.literal('incident'),
    city,
    id: z.uuid(),
    state: z.enum(['opened', 'closed']),
  }),
  z.object({
    ...base,
    kind: z.literal('alarm'),
    city,
    id: z.uuid(),
    /** Of duress nothing is ever told here. */
    alarm: z.enum(['silence', 'incident', 'help']),
    level: z.enum(['amber', 'red']),
    state: z.enum(['raised', 'red', 'acknowledged', 'closed']),
  }),
  /** A city's plan, people or publishing changed: read it again. */
  z.object({ ...base, kind: z.literal('city-plan'), city }),
]);
export type DayEvent = z.infer<typeof dayEventSchema>;

/** For a city's coordinator and deputies. */
export const cityEventSchema = z.discriminatedUnion('kind', [
  z.object({ ...base, kind: z.literal('field-command'), id: z.uuid() }),
  z.object({ ...base, kind: z.literal('plan-changed') }),
  z.object({ ...base, kind: z.literal('people-changed') }),
]);
export type CityEvent = z.infer<typeof cityEventSchema>;

/** For one account alone. */
export const accountEventSchema = z.discriminatedUnion('kind', [
  z.object({ ...base, kind: z.literal('announcement'), id: z.uuid() }),
  /** An alarm that this person is to look at; duress is told here and nowhere else. */
  z.object({ ...base, kind: z.literal('alarm-for-you'), id: z.uuid() }),
]);
export type AccountEvent = z.infer<typeof accountEventSchema>;

/** Streams that everyone of a role hears. */
export const SHARED_STREAMS = ['public', 'staff', 'day'] as const;
/** Streams a session may be given; never chosen by the client: shared ones, its cities' and its account's own. */
export const streamSchema = z.union([
  z.enum(SHARED_STREAMS),
  z.templateLiteral(['city:', z.string().regex(/^[a-z0-9-]{1,64}$/u)]),
  z.templateLiteral(['account:', z.string().regex(/^[\w-]{1,64}$/u)]),
]);
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
export type LiveEvent =
  | ({ stream: 'public' } & PublicEvent)
  | ({ stream: 'staff' } & StaffEvent)
  | ({ stream: 'day' } & DayEvent)
  | ({ stream: `city:${string}` } & CityEvent)
  | ({ stream: `account:${string}` } & AccountEvent);
export const liveEventSchema = z.union([
  publicEventSchema.and(z.object({ stream: z.literal('public') })),
  staffEventSchema.and(z.object({ stream: z.literal('staff') })),
  dayEventSchema.and(z.object({ stream: z.literal('day') })),
  cityEventSchema.and(z.object({ stream: z.templateLiteral(['city:', z.string()]) })),
  accountEventSchema.and(z.object({ stream: z.templateLiteral(['account:', z.string()]) })),
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
