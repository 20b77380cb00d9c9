import { transaction, type Transaction } from '@lantern/db/database';
import { HOUR_MS, KEPT } from '@lantern/schemas/retention';
import type { RsvpInput, RsvpState } from '@lantern/schemas/rsvp';
import { lockForTransaction } from '../../platform/advisory-lock.ts';
import { whenDatabaseFails } from '../../platform/database-faults.ts';
import { DomainError } from '../../platform/domain-error.ts';
import { linkIsGenuine, linkRecordId } from '../../platform/signing-links.ts';
import type { RsvpDeps } from './rsvp.deps.ts';
import {
  cancel,
  countGoing,
  erase,
  findByAddress,
  join,
  moveUp,
  putPending,
  readAction,
  readRsvp,
  readWaiting,
  type ActionFacts,
  type RsvpRow,
} from './rsvps.repo.ts';

/** A parish at one address answers in an hour; a script does it in a minute and is stopped. */
const ASKS_PER_NETWORK_HOUR = 60;
/** Mails to one address about one action in a day; more tell nobody anything. */
const MAILS_PER_ADDRESS_DAY = 5;
/** The same about all actions together: a script that asks for every city fills nobody's box. */
const MAILS_PER_BOX_DAY = 15;
/** Counts are by ten minutes: one span later somebody is let in again. */
const RETRY_AFTER_SECONDS = 600;

type Origin = { networkHash: Buffer };

export type RsvpService = ReturnType<typeof createRsvpService>;

/** Who comes to what: without an account, by a mailed link, as far as there is room. */
export function createRsvpService(deps: RsvpDeps) {
  const { pool } = deps;
  const within = <T>(work: (tx: Transaction) => Promise<T>) =>
    whenDatabaseFails(transaction(pool, work));
  return {
    /**
     * Takes an answer and mails its link; alike for addresses that answered before. Throws `not-found` where there
     * is nothing (public) to come to, `conflict` when it is called off, over or keeps no list, or where a field
     * was filled that no person sees, `too-many-requests`, `unavailable`.
     */
    ask: async (input: RsvpInput, origin: Origin): Promise<void> => {
      if (input.website !== '') throw new DomainError('conflict');
      await within((tx) => ask(tx, deps, { input, origin }));
    },
    /** What a link is about, for its page; changes nothing. Throws `token-invalid`. */
    look: async (token: string) => {
      const row = await whenDatabaseFails(readRsvp(pool, idOf(deps, token)));
      if (!row) throw new DomainError('token-invalid');
      const action = await whenDatabaseFails(readAction(pool, row.actionId));
      return { state: row.state, party: row.party, action: action && told(action) };
    },
    /**
     * Somebody comes, or waits for a place; however often it is pressed. Throws `token-invalid`, and `conflict`
     * for what is called off, over or not public any more.
     */
    confirm: (token: string): Promise<{ state: RsvpState }> =>
      onLocked(deps, token, async (tx, row) => {
        if (row.state === 'going' || row.state === 'waiting') return { state: row.state };
        const action = await openAction(tx, row.actionId);
        const fits = (await countGoing(tx, row.actionId)) + row.party <= action.capacity;
        const state = fits ? 'going' : 'waiting';
        await join(tx, { id: row.id, state, at: action.now });
        await deps.enqueueMails(tx, [
          { kind: `rsvp-${state}`, recordId: row.id, priority: 'soon' },
        ]);
        return { state };
      }),
    /** Somebody does not come; whoever waited longest and fits takes the place. Throws `token-invalid`. */
    cancel: (token: string): Promise<{ state: RsvpState }> =>
      onLocked(deps, token, async (tx, row) => {
        if (row.state !== 'cancelled') await cancel(tx, row.id, deps.clock.now());
        await giveFreePlaces(tx, deps, row.actionId);
        return { state: 'cancelled' };
      }),
    /** Deletes the answer and everything known of the person by it; repeating it is as good. Throws `token-invalid`. */
    erase: async (token: string): Promise<void> => {
      const id = idOf(deps, token);
      await within(async (tx) => {
        const row = await lockRsvp(tx, id);
        if (!row) return;
        await deps.recordDeletion(tx, id, deps.clock.now());
        await erase(tx, id);
        await giveFreePlaces(tx, deps, row.actionId);
      });
    },
  };
}

interface Asking {
  input: RsvpInput;
  origin: Origin;
}

async function ask(tx: Transaction, deps: RsvpDeps, { input, origin }: Asking): Promise<void> {
  const { keyring, clock, newId, countCall } = deps;
  const now = clock.now();
  const network = {
    kind: 'rsvp-network',
    key: origin.networkHash,
    withinMs: HOUR_MS,
    now,
  } as const;
  if ((await countCall(tx, network)) > (deps.asksPerNetworkHour ?? ASKS_PER_NETWORK_HOUR))
    throw new DomainError('too-many-requests', { retryAfterSeconds: RETRY_AFTER_SECONDS });
  const action = await openAction(tx, input.actionId);
  await lockAnswers(tx, action.id);
  const emailHash = keyring.hash('address-hash', 'rsvp', input.email.toLowerCase());
  const known = await findByAddress(tx, action.id, emailHash);
  const id = known?.id ?? newId();
  const answered = known?.state === 'going' || known?.state === 'waiting';
  // Whoever has answered changes nothing by asking again: anybody may know their address.
  if (!answered)
    await putPending(tx, {
      id,
      actionId: action.id,
      emailHash,
      emailSealed: keyring.seal(input.email, id),
      nameSealed: keyring.seal(input.name, id),
      locale: input.locale,
      party: input.party,
      at: action.now,
    });
  const key = keyring.hash('address-hash', 'rsvp-mails', action.id, emailHash);
  const mails = { kind: 'rsvp-address', key, withinMs: KEPT.networkHours * HOUR_MS, now } as const;
  if ((await countCall(tx, mails)) > MAILS_PER_ADDRESS_DAY) return;
  const box = keyring.hash('address-hash', 'rsvp-box', deps.normalEmail(input.email));
  if ((await countCall(tx, { ...mails, key: box })) > MAILS_PER_BOX_DAY) return;
  const kind = answered ? 'rsvp-already' : 'rsvp-confirm';
  await deps.enqueueMails(tx, [{ kind, recordId: id, priority: 'now' }]);
}

/** One that somebody can (still) say they come to. */
async function openAction(
  tx: Transaction,
  id: string,
): Promise<ActionFacts & { capacity: number }> {
  const action = await readAction(tx, id);
  if (!action) throw new DomainError('not-found');
  if (action.capacity === null || !isAhead(action)) throw new DomainError('conflict');
  return { ...action, capacity: action.capacity };
}

const isAhead = ({ calledOff, outcome, over }: ActionFacts): boolean =>
  !calledOff && outcome === null && !over;

/**
 * Gives what places are free to those who wait, in their turn; a party that is too large lets the next pass. The
 * answers of the action are locked.
 */
async function giveFreePlaces(tx: Transaction, deps: RsvpDeps, actionId: string): Promise<void> {
  const action = await readAction(tx, actionId);
  if (!action || action.capacity === null || !isAhead(action)) return;
  let free = action.capacity - (await countGoing(tx, actionId));
  const up: string[] = [];
  for (const { id, party } of await readWaiting(tx, actionId)) {
    if (party > free) continue;
    up.push(id);
    free -= party;
  }
  if (up.length === 0) return;
  await moveUp(tx, up);
  await deps.enqueueMails(
    tx,
    up.map((recordId) => ({ kind: 'rsvp-moved-up', recordId, priority: 'soon' })),
  );
}

/** The same from outside, for places that staff have made. */
export const giveFreePlacesOf = (deps: RsvpDeps, actionId: string): Promise<void> =>
  transaction(deps.pool, async (tx) => {
    await lockAnswers(tx, actionId);
    await giveFreePlaces(tx, deps, actionId);
  });

/** One at a time for each action, or two would be given the last place. */
const lockAnswers = (tx: Transaction, actionId: string) =>
  lockForTransaction(tx, `rsvp/${actionId}`);

async function lockRsvp(tx: Transaction, id: string): Promise<RsvpRow | null> {
  const row = await readRsvp(tx, id);
  if (!row) return null;
  await lockAnswers(tx, row.actionId);
  // As it is now that nobody else can change it.
  return readRsvp(tx, id);
}

async function onLocked<T>(
  deps: RsvpDeps,
  token: string,
  work: (tx: Transaction, row: RsvpRow) => Promise<T>,
): Promise<T> {
  const id = idOf(deps, token);
  return whenDatabaseFails(
    transaction(deps.pool, async (tx) => {
      const row = await lockRsvp(tx, id);
      if (!row) throw new DomainError('token-invalid');
      return work(tx, row);
    }),
  );
}

function idOf({ keyring }: RsvpDeps, token: string): string {
  const id = linkRecordId(token);
  if (id === null || !linkIsGenuine(keyring, token, { purpose: 'rsvp', id, generation: 0 }))
    throw new DomainError('token-invalid');
  return id;
}

/** What the link's page says of an action. */
const told = (action: ActionFacts) => ({
  id: action.id,
  city: action.city,
  edition: action.edition.slug,
  name: { en: action.nameEn, ko: action.nameKo, 'zh-Hans': action.nameZh },
  timezone: action.timezone,
  kind: action.kind,
  localDate: action.localDate,
  startsAt: action.startsAt?.toISOString() ?? null,
  endsAt: action.endsAt?.toISOString() ?? null,
  open: isAhead(action),
  calledOff: action.calledOff,
});
