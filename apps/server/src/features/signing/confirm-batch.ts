import { randomBytes } from 'node:crypto';
import { pipelined, type Statement, type Transaction } from '@lantern/db/database';
import type { ErrorCode } from '@lantern/schemas/error-codes';
import type { ConfirmationResult } from '@lantern/schemas/signature';
import type { Keyring } from '../../platform/keyring.ts';
import { addCounters, daySalt } from './counters.repo.ts';
import { isDisposableDomain } from './disposable-domain.ts';
import { normaliseEmail } from './email-normal.ts';
import {
  deliveryOf,
  lockCounting,
  lockPending,
  movingToSignatures,
  statesOf,
  type JudgedRow,
  type PendingRow,
} from './signatures.repo.ts';
import { DEFAULT_LIMITS, type SigningDeps } from './signing.seams.ts';
import { signaturesOfAddresses } from './submissions.repo.ts';
import { judge, readCounted, withKeys, type KeyedSuspect } from './suspicion-counters.ts';

/** A confirmation whose link or code has been found genuine. */
export interface ConfirmItem {
  id: string;
  /** The generation that the link or code was derived for. */
  generation: number;
  /** Of whoever confirms; speaks for a submission whose own network is forgotten. */
  networkHash: Buffer;
}

const keyOf = ({ id, generation }: { id: string; generation: number }): string =>
  `${id}/${generation}`;

export type ConfirmAnswer =
  | { ok: true; result: ConfirmationResult }
  | { ok: false; code: Extract<ErrorCode, 'token-invalid' | 'token-expired' | 'petition-closed'> };

export interface ConfirmBatchOptions {
  deps: SigningDeps;
  editionId: string;
}

type Context = ConfirmBatchOptions & { now: Date };
const REFUSED = (code: (ConfirmAnswer & { ok: false })['code']): ConfirmAnswer => ({
  ok: false,
  code,
});

/** Confirms submissions of one edition in one transaction; answers follow the order of `items`. */
export async function commitConfirmations(
  items: readonly ConfirmItem[],
  options: ConfirmBatchOptions,
): Promise<ConfirmAnswer[]> {
  return pipelined(options.deps.pool, async (tx) => {
    const found = await lockFound(tx, items, options.editionId);
    const context = { ...options, now: options.deps.clock.now() };
    const known = await readKnown(tx, found, context);
    const { due, answers } = selectDue(items, { ...found, ...known, now: context.now });
    const { counted, head, writes } = await countDue(tx, due, { ...context, ...known });
    for (const [key, result] of counted) answers.set(key, { ok: true, result });
    const result = answerAll(items, { answers, known, head, fresh: new Set(counted.keys()) });
    return { result, writes };
  });
}

/** What the batch speaks of; nobody else changes it until the commit. */
interface Found {
  /** Submissions by id, each with the first item about it. */
  pending: ReadonlyMap<string, Due>;
  /** When the petition is handed over; null for no such edition. */
  delivery: { deliversAt: Date } | null;
  /** Ids that are no submission's (any more). */
  others: readonly string[];
}

interface Due {
  item: ConfirmItem;
  row: PendingRow;
}

async function lockFound(
  tx: Transaction,
  items: readonly ConfirmItem[],
  editionId: string,
): Promise<Found> {
  const first = new Map(items.toReversed().map((item) => [item.id, item]));
  const [, rows, delivery] = await Promise.all([
    lockCounting(tx, editionId),
    lockPending(tx, [...first.keys()]),
    deliveryOf(tx, editionId),
  ]);
  const pending = new Map(
    rows.flatMap((row) => {
      const item = first.get(row.id);
      return item ? [[row.id, { item, row }] as const] : [];
    }),
  );
  return { pending, delivery, others: [...first.keys()].filter((id) => !pending.has(id)) };
}

/** What the database knows of the batch's addresses, networks and signatures. */
interface Known {
  /** Addresses, in hex, that have a signature. */
  signed: ReadonlyMap<string, string>;
  suspects: ReadonlyMap<string, KeyedSuspect>;
  counted: Awaited<ReturnType<typeof readCounted>>;
  salt: Buffer;
  states: Awaited<ReturnType<typeof statesOf>>;
  /** The count as it stands, for whoever asks again. */
  head: Head;
}

type Head = Pick<Awaited<ReturnType<SigningDeps['tally']['apply']>>, 'total' | 'version'>;

async function readKnown(tx: Transaction, found: Found, context: Context): Promise<Known> {
  const { deps, editionId, now } = context;
  const pending = [...found.pending.values()];
  const suspects = new Map(pending.map((due) => [due.row.id, suspectOf(due, deps.keyring)]));
  const addresses = pending.map(({ row }) => row.emailHash);
  const [signed, counted, salt, states, head] = await Promise.all([
    signaturesOfAddresses(tx, editionId, addresses),
    readCounted(tx, [...suspects.values()], context),
    daySalt(tx, editionId, { now, fresh: randomBytes(32) }),
    statesOf(tx, found.others),
    deps.tally.apply(tx, { editionId, deltas: [] }),
  ]);
  return { signed, suspects, counted, salt, states, head };
}

function suspectOf({ row, item }: Due, keyring: Keyring): KeyedSuspect {
  return withKeys(keyring, {
    networkHash: row.networkHash ?? item.networkHash,
    domainHash: row.domainHash,
    mailProvider: row.mailProvider,
    disposable:
      row.mailProvider === 'other' &&
      isDisposableDomain(normaliseEmail(keyring.open(row.emailSealed, row.id)).domain),
    citySlug: row.citySlug,
    submittedAt: row.createdAt,
  });
}

interface Selection extends Pick<Found, 'pending' | 'delivery'>, Pick<Known, 'signed'> {
  now: Date;
}

/**
 * The first confirmation of each address that has no signature yet, in order of arrival; and the answers that
 * are certain already.
 */
function selectDue(
  items: readonly ConfirmItem[],
  { pending, delivery, signed: before, now }: Selection,
): { due: Due[]; answers: Map<string, ConfirmAnswer> } {
  const signed = new Set(before.keys());
  const due: Due[] = [];
  const chosen = new Set<string>();
  const answers = new Map<string, ConfirmAnswer>();
  for (const item of items) {
    const row = pending.get(item.id)?.row;
    if (!row || chosen.has(keyOf(item))) continue;
    const address = row.emailHash.toString('hex');
    if (row.generation !== item.generation) answers.set(keyOf(item), REFUSED('token-invalid'));
    else if (row.expiresAt <= now) answers.set(keyOf(item), REFUSED('token-expired'));
    else if (signed.has(address))
      answers.set(keyOf(item), { ok: true, result: { state: 'already-signed' } });
    else if (!delivery || delivery.deliversAt <= now)
      answers.set(keyOf(item), REFUSED('petition-closed'));
    else {
      due.push({ item, row });
      chosen.add(keyOf(item));
      signed.add(address);
    }
  }
  return { due, answers };
}

interface CountedDue {
  counted: ReadonlyMap<string, ConfirmationResult>;
  head: Head;
  writes: readonly Statement[];
}

async function countDue(
  tx: Transaction,
  due: readonly Due[],
  context: Context & Known,
): Promise<CountedDue> {
  if (due.length === 0) return { counted: new Map(), head: context.head, writes: [] };
  const { deps, editionId, now } = context;
  const { judged, steps } = judgeDue(due, context);
  const counting = judged.filter(({ state }) => state === 'confirmed');
  const [tally] = await Promise.all([
    deps.tally.apply(tx, {
      editionId,
      deltas: counting.map(({ country, citySlug, ref }) => ({
        country,
        citySlug,
        channel: 'online',
        ref,
        net: 1,
        numbered: true,
      })),
    }),
    addCounters(tx, editionId, steps),
  ]);
  const numbers = new Map(counting.map(({ id }, index) => [id, tally.firstNumber + index]));
  const numbered = judged.map((row) => ({ ...row, number: numbers.get(row.id) ?? null }));
  const writes = [
    ...movingToSignatures(numbered, now),
    ...(await deps.mailStatements(
      numbered.map(({ id, state }) => ({ kind: state, recordId: id, priority: 'soon' })),
    )),
  ];
  const counted = new Map(numbered.map((row) => [keyOf(row), resultOf(row, tally)]));
  return { counted, head: tally, writes };
}

const resultOf = ({ number }: JudgedRow, { total, version }: Head): ConfirmationResult =>
  number === null
    ? { state: 'quarantined' }
    : { state: 'confirmed', number, total, version, again: false };

function judgeDue(due: readonly Due[], { deps, now, counted, salt, suspects }: Context & Known) {
  const rows = due.map(({ item, row }) => ({
    row,
    suspect: suspects.get(row.id) ?? suspectOf({ item, row }, deps.keyring),
  }));
  const { verdicts, steps } = judge(
    rows.map(({ suspect }) => suspect),
    {
      keyring: deps.keyring,
      now,
      counted,
      salt,
      networkFactor: deps.limits?.networkFactor ?? DEFAULT_LIMITS.networkFactor,
    },
  );
  const judged = rows.map(({ row }, index): JudgedRow => {
    const { suspicions, cause } = verdicts[index] ?? { suspicions: [], cause: null };
    const state = suspicions.length > 0 ? 'quarantined' : 'confirmed';
    return { ...row, state, number: null, suspicions, cause };
  });
  return { judged, steps };
}

interface Answering {
  answers: ReadonlyMap<string, ConfirmAnswer>;
  known: Pick<Known, 'states'>;
  head: Head;
  /** Confirmed by this batch: the first to ask is told so, whoever follows is told "again". */
  fresh: Set<string>;
}

function answerAll(
  items: readonly ConfirmItem[],
  { answers, known: { states }, head: { total, version }, fresh }: Answering,
): ConfirmAnswer[] {
  return items.map((item): ConfirmAnswer => {
    const known = answers.get(keyOf(item));
    if (known?.ok && known.result.state === 'confirmed')
      return { ok: true, result: { ...known.result, again: !fresh.delete(keyOf(item)) } };
    if (known) return known;
    const stored = states.get(item.id);
    if (!stored || stored.generation !== item.generation) return REFUSED('token-invalid');
    if (stored.state === 'quarantined') return { ok: true, result: { state: 'quarantined' } };
    if (stored.state !== 'confirmed' || stored.number === null) return REFUSED('token-invalid');
    const { number } = stored;
    return { ok: true, result: { state: 'confirmed', number, total, version, again: true } };
  });
}
