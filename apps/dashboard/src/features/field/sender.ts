import type { ErrorCode } from '@lantern/schemas/error-codes';
import type { Answer } from '../../shared/api/field-api.ts';
import type { WhoIs } from './acquaintance.ts';
import { isDue, type Queue } from './queue.ts';
import { receiptFor } from './receipt.ts';
import type { Item } from './store.ts';

/** Why a round ended before everything was sent. */
export type Halt =
  | 'no-answer'
  /** Somebody answered who is not Lantern: a hotspot that wants something first. */
  | 'not-ours'
  /** Lantern is there and cannot answer just now. */
  | 'busy'
  | 'signed-out'
  | 'frozen'
  /** Another account is signed in than the one that made these items. */
  | 'other-account';

/** How a round ended; the times are ms by the device's clock. */
export interface RoundEnd {
  /** How many were answered for good. */
  sent: number;
  halt: Halt | null;
  /** The server asked not to be asked again sooner. */
  retryAfterMs: number | null;
  /** When the next item may leave that is still held back for undoing. */
  nextDueAt: number | null;
}

/** An item that our server fails on so often is passed over, so that it holds nothing up; it is tried on. */
const FAILS_BEFORE_PASSED = 3;

export interface SenderDeps {
  queue: Queue;
  /** Sends one command. */
  send: (command: Item['command']) => Promise<Answer>;
  /** Asked of the server. */
  whoIs: WhoIs;
  now: () => number;
}

/**
 * Sends what waits of `actor`, each city's items in the order people acted, until nothing more can leave. What is
 * added meanwhile goes along; what is refused stays and holds nothing up; a network that fails ends the round.
 */
export async function sendRound(actor: string, deps: SenderDeps): Promise<RoundEnd> {
  /** Items of this round that have to wait by themselves, and for how long, ms. */
  const passed = new Map<string, number | null>();
  let sent = 0;
  for (;;) {
    const waiting = (await deps.queue.items()).filter(
      (item) => item.actor === actor && item.refused === null && !passed.has(item.commandId),
    );
    const heads = headsOf(waiting);
    const next = heads.find((item) => isDue(item, deps.now()));
    if (!next) return { ...whenQuiet(passed, soonest(heads)), sent };
    const item = await deps.queue.leaves(next.commandId);
    if (!item) continue;
    const halted = await sendOne(item, deps, (forMs) => passed.set(item.commandId, forMs));
    if (halted) return { ...halted, sent };
    sent += 1;
  }
}

/** Nothing more can leave now; what was passed over is tried again. */
function whenQuiet(passed: ReadonlyMap<string, number | null>, nextDueAt: number | null): RoundEnd {
  if (passed.size === 0 || nextDueAt !== null) return ended(null, { nextDueAt });
  const known = [...passed.values()].filter((forMs) => forMs !== null);
  return ended('busy', { retryAfterMs: known.length > 0 ? Math.min(...known) : null });
}

/** The first of each city; within a city nothing overtakes. */
function headsOf(items: readonly Item[]): Item[] {
  const heads = new Map<string, Item>();
  for (const item of items) if (!heads.has(item.lane)) heads.set(item.lane, item);
  return [...heads.values()];
}

const soonest = (items: readonly Item[]): number | null =>
  items.reduce<number | null>(
    (first, { sendAfter }) =>
      sendAfter === null ? first : Math.min(first ?? sendAfter, sendAfter),
    null,
  );

const ended = (halt: Halt | null, rest: Partial<RoundEnd> = {}): RoundEnd => ({
  halt,
  sent: 0,
  retryAfterMs: null,
  nextDueAt: null,
  ...rest,
});

/** Leaves the item for another round, not sooner than so many ms. */
type Pass = (forMs: number | null) => void;

/** Sends one and does what its answer asks for; null: go on with the next. */
async function sendOne(item: Item, deps: SenderDeps, pass: Pass): Promise<RoundEnd | null> {
  const answer = await deps.send(item.command);
  switch (answer.kind) {
    case 'data': {
      const receipt = receiptFor(item.commandId, answer.data);
      if (!receipt) return ended('not-ours');
      await deps.queue.settle(item, receipt);
      return null;
    }
    case 'no-answer':
    case 'not-ours':
      return ended(answer.kind);
    case 'fault':
      return await onFault(item, answer, { ...deps, pass });
  }
}

/** What a fault of ours means for the queue. */
const MEANS = {
  'not-signed-in': 'signed-out',
  'sign-in-again': 'signed-out',
  'account-frozen': 'frozen',
  'too-many-requests': 'too-many',
  unavailable: 'busy',
  'host-refused': 'busy',
  internal: 'failed',
  forbidden: 'forbidden',
  'invalid-input': 'refused',
  'malformed-request': 'refused',
  'unsupported-media-type': 'refused',
  'body-too-large': 'refused',
  'not-found': 'refused',
  'method-not-allowed': 'refused',
  conflict: 'refused',
  'petition-closed': 'refused',
  'petition-not-open': 'refused',
  'petition-paused': 'refused',
  'text-changed': 'refused',
  'token-invalid': 'refused',
  'token-expired': 'refused',
  'code-wrong': 'refused',
  'code-exhausted': 'refused',
  'edition-unknown': 'refused',
} as const satisfies Record<ErrorCode, Halt | 'too-many' | 'failed' | 'forbidden' | 'refused'>;

async function onFault(
  item: Item,
  { code, fields, retryAfterMs }: Extract<Answer, { kind: 'fault' }>,
  { queue, whoIs, pass }: SenderDeps & { pass: Pass },
): Promise<RoundEnd | null> {
  const means = MEANS[code];
  switch (means) {
    case 'signed-out':
    case 'frozen':
      return ended(means);
    case 'busy':
      return ended('busy', { retryAfterMs });
    case 'too-many':
      // Too many wrong PINs hold up this item alone; were it too many of all, the next one is told so.
      if (item.command.kind === 'safe-home') return passOver(pass, retryAfterMs);
      return ended('busy', { retryAfterMs });
    case 'failed':
      return item.tries + 1 < FAILS_BEFORE_PASSED ? ended('busy') : passOver(pass, null);
    case 'forbidden': {
      // Not the item's fault where somebody else has signed in meanwhile: it stays its maker's.
      const who = await whoIs();
      if (who === undefined) return ended('no-answer');
      if (who !== item.actor) return ended(who === null ? 'signed-out' : 'other-account');
      await queue.refuse(item.commandId, code);
      return null;
    }
    case 'refused':
      await queue.refuse(item.commandId, fields.includes('pin') ? 'wrong-pin' : code);
      return null;
  }
}

function passOver(pass: Pass, forMs: number | null): null {
  pass(forMs);
  return null;
}
