import type { LiveEvent, Snapshot, Stream, Tick } from '@lantern/schemas/live';
import { LATE_AFTER_MS, NOT_LIVE_AFTER_MS } from '@lantern/schemas/live-timing';
import { isStream } from './message-guards.ts';

/** `fresh`: what is shown is current. `late`, `not-live`: it may not be, and the screen says so. */
export type LiveStatus = 'connecting' | 'fresh' | 'late' | 'not-live';

/** The numbers a page was rendered with on the server. */
export interface InitialNumbers extends Tick {
  /** Where the public stream stood, if the page shows events; else only later ones are told. */
  epoch?: string;
  seq?: number;
}

/** What a screen shows; a new object for every change, the same one while nothing changed. */
export interface LiveState {
  readonly total: number;
  readonly version: number;
  /** Net change over the last 60 s. */
  readonly perMinute: number;
  /** When the database said so, ISO; null before any numbers. */
  readonly asOf: string | null;
  readonly status: LiveStatus;
  /** Wall clock, ms: when the numbers were last known to be current. Null: never. */
  readonly since: number | null;
  /** The newest events, oldest first, in the order of their streams. */
  readonly events: readonly LiveEvent[];
  /** How the numbers come now. */
  readonly transport: 'none' | 'socket' | 'polling';
  readonly epoch: string | null;
  /** Slug of the edition the numbers are of; null until the server has said so. */
  readonly edition: string | null;
  /** Another edition is the current one by now. */
  readonly isLeft: boolean;
  /** Last `seq` shown of each stream. */
  readonly streams: Readonly<Partial<Record<Stream, number>>>;
  /** Grows when lists fetched earlier may have missed something: fetch them again. */
  readonly generation: number;
  /** The server speaks a newer protocol than this page: reload it. */
  readonly reloadNeeded: boolean;
}

const EVENTS_KEPT = 200;

const KINDS = {
  'petition-opened': true,
  'petition-closed': true,
  'text-published': true,
  milestone: true,
  'edition-left': true,
  'city-there': true,
  'city-outcome': true,
  'city-called-off': true,
  withheld: true,
  'city-changed': true,
  'text-approved': true,
  'account-enrolled': true,
  'account-frozen': true,
  'application-changed': true,
  'assignment-changed': true,
  announced: true,
  'check-in': true,
  numbers: true,
  incident: true,
  alarm: true,
  'city-plan': true,
  'field-command': true,
  'plan-changed': true,
  'people-changed': true,
  announcement: true,
  'alarm-for-you': true,
} satisfies Record<LiveEvent['kind'], true>;

const isKnownKind = (kind: string) => Object.hasOwn(KINDS, kind);

export function initialState(initial: InitialNumbers | undefined): LiveState {
  return {
    total: initial?.total ?? 0,
    version: initial?.version ?? 0,
    perMinute: initial?.perMinute ?? 0,
    asOf: initial?.asOf ?? null,
    status: 'connecting',
    since: initial ? Date.parse(initial.asOf) : null,
    events: [],
    transport: 'none',
    epoch: initial?.epoch ?? null,
    edition: null,
    isLeft: false,
    streams: initial?.seq === undefined ? {} : { public: initial.seq },
    generation: 0,
    reloadNeeded: false,
  };
}

/** The state after numbers came; null if they are older than those shown and must be passed over. */
export function withNumbers(state: LiveState, tick: Tick): LiveState | null {
  if (state.asOf !== null && tick.version < state.version) return null;
  const sameVersion = state.asOf !== null && tick.version === state.version;
  // One version means one total, so a late answer of the same version proves freshness, though not the pace.
  if (sameVersion && Date.parse(tick.asOf) < Date.parse(state.asOf ?? '')) return state;
  const { total, version, perMinute, asOf } = tick;
  return { ...state, total, version, perMinute, asOf };
}

/** The state when the server's history is another (a restored backup): nothing shown before holds. */
export function startedOver(
  state: LiveState,
  epoch: string,
  streams: LiveState['streams'],
): LiveState {
  const anew = { ...state, epoch, streams, events: [], generation: state.generation + 1 };
  // Versions of another history cannot be compared; forgetting `asOf` lets the next numbers in.
  return state.epoch === null || state.epoch === epoch ? anew : { ...anew, asOf: null, version: 0 };
}

/** The state at a connection's first word, before its numbers. */
export function greeted(state: LiveState, snapshot: Snapshot): LiveState {
  const { epoch, edition, current } = snapshot;
  const said = { edition, isLeft: current === undefined ? state.isLeft : !current };
  // A screen that follows the current edition: the numbers of another are no older or newer than these.
  if (state.edition !== null && state.edition !== edition)
    return { ...startedOver(state, epoch, snapshot.streams), ...said, asOf: null, version: 0 };
  if (state.epoch !== null && state.epoch !== epoch)
    return { ...startedOver(state, epoch, snapshot.streams), ...said };
  return { ...withNewStreams(state, snapshot), ...said, epoch };
}

/** The state after one event that follows the last of its stream. */
export function withEvent(state: LiveState, event: LiveEvent): LiveState {
  return {
    ...state,
    // A newer server may tell kinds that this page has no words for: they count, and are not shown.
    events: isKnownKind(event.kind) ? [...state.events, event].slice(-EVENTS_KEPT) : state.events,
    streams: { ...state.streams, [event.stream]: event.seq },
    isLeft: state.isLeft || event.kind === 'edition-left',
  };
}

/** Streams whose events a snapshot says this page has missed. */
export function missedStreams({ streams }: LiveState, snapshot: Snapshot): Stream[] {
  return Object.keys(snapshot.streams)
    .filter(isStream)
    .filter((stream) => (snapshot.streams[stream] ?? 0) > (streams[stream] ?? 0));
}

/** The state with streams the page did not know yet, from where they stand. */
function withNewStreams(state: LiveState, snapshot: Snapshot): LiveState {
  return { ...state, streams: { ...snapshot.streams, ...state.streams } };
}

/** Status after so many ms without word; `connecting` holds until there is something to be late with. */
export function statusAfter(silentMs: number, heard: boolean): LiveStatus {
  if (silentMs >= NOT_LIVE_AFTER_MS) return 'not-live';
  if (silentMs >= LATE_AFTER_MS) return 'late';
  return heard ? 'fresh' : 'connecting';
}
