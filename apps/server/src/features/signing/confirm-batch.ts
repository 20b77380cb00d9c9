import { randomBytes } from 'node:crypto';
import { transaction, type Transaction } from '@lantern/db/database';
import type { ErrorCode } from '@lantern/schemas/error-codes';
import type { ConfirmationResult } from '@lantern/schemas/signature';
import { addCounters, daySalt } from './counters.repo.ts';
import { isDisposableDomain } from './disposable-domain.ts';
import { normaliseEmail } from './email-normal.ts';
import {
  deliveryOf,
  lockCounting,
  lockPending,
  moveToSignatures,
  statesOf,
  type JudgedRow,
  type PendingRow,
} from './signatures.repo.ts';
import { DEFAULT_LIMITS, type SigningDeps } from './signing.seams.ts';
import { signaturesOfAddresses } from './submissions.repo.ts';
import { judge } from './suspicion-counters.ts';

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
  return transaction(options.deps.pool, async (tx) => {
    await lockCounting(tx, options.editionId);
    const context = { ...options, now: options.deps.clock.now() };
    const ids = [...new Set(items.map(({ id }) => id))];
    const pending = new Map((await lockPending(tx, ids)).map((row) => [row.id, row]));
    const answers = new Map<string, ConfirmAnswer>();
    const due = await selectDue(tx, { items, pending, answers, context });
    const counted = await countDue(tx, due, context);
    for (const [key, result] of counted) answers.set(key, { ok: true, result });
    return answerAll(tx, { items, answers, fresh: new Set(counted.keys()), context });
  });
}

interface Selection {
  items: readonly ConfirmItem[];
  pending: ReadonlyMap<string, PendingRow>;
  /** Filled with the answers that are certain already. */
  answers: Map<string, ConfirmAnswer>;
  context: Context;
}

interface Due {
  item: ConfirmItem;
  row: PendingRow;
}

/** The first confirmation of each address that has no signature yet, in order of arrival. */
async function selectDue(tx: Transaction, selection: Selection): Promise<Due[]> {
  const { items, pending, answers, context } = selection;
  const delivery = await deliveryOf(tx, context.editionId);
  const addresses = [...pending.values()].map(({ emailHash }) => emailHash);
  const signed = new Set((await signaturesOfAddresses(tx, context.editionId, addresses)).keys());
  const due: Due[] = [];
  const chosen = new Set<string>();
  for (const item of items) {
    const row = pending.get(item.id);
    if (!row || chosen.has(keyOf(item))) continue;
    const address = row.emailHash.toString('hex');
    if (row.generation !== item.generation) answers.set(keyOf(item), REFUSED('token-invalid'));
    else if (row.expiresAt <= context.now) answers.set(keyOf(item), REFUSED('token-expired'));
    else if (signed.has(address))
      answers.set(keyOf(item), { ok: true, result: { state: 'already-signed' } });
    else if (!delivery || delivery.deliversAt <= context.now)
      answers.set(keyOf(item), REFUSED('petition-closed'));
    else {
      due.push({ item, row });
      chosen.add(keyOf(item));
      signed.add(address);
    }
  }
  return due;
}

async function countDue(
  tx: Transaction,
  due: readonly Due[],
  context: Context,
): Promise<Map<string, ConfirmationResult>> {
  if (due.length === 0) return new Map();
  const { deps, editionId, now } = context;
  const judged = await judgeDue(tx, due, context);
  const counting = judged.filter(({ state }) => state === 'confirmed');
  const tally = await deps.tally.apply(tx, {
    editionId,
    deltas: counting.map(({ country, citySlug, ref }) => ({
      country,
      citySlug,
      channel: 'online',
      ref,
      net: 1,
      numbered: true,
    })),
  });
  const numbers = new Map(counting.map(({ id }, index) => [id, tally.firstNumber + index]));
  const numbered = judged.map((row) => ({ ...row, number: numbers.get(row.id) ?? null }));
  await moveToSignatures(tx, numbered, now);
  await deps.enqueueMails(
    tx,
    numbered.map(({ id, state }) => ({ kind: state, recordId: id, priority: 'soon' })),
  );
  return new Map(
    numbered.map(({ id, generation, number }) => [
      keyOf({ id, generation }),
      number === null
        ? { state: 'quarantined' }
        : { state: 'confirmed', number, total: tally.total, version: tally.version, again: false },
    ]),
  );
}

async function judgeDue(
  tx: Transaction,
  due: readonly Due[],
  { deps, editionId, now }: Context,
): Promise<JudgedRow[]> {
  const salt = await daySalt(tx, editionId, { now, fresh: randomBytes(32) });
  const suspects = due.map(({ row, item }) => ({
    networkHash: row.networkHash ?? item.networkHash,
    domainHash: row.domainHash,
    mailProvider: row.mailProvider,
    disposable: isDisposableDomain(
      normaliseEmail(deps.keyring.open(row.emailSealed, row.id)).domain,
    ),
    citySlug: row.citySlug,
    submittedAt: row.createdAt,
  }));
  const { verdicts, steps } = await judge(tx, suspects, {
    keyring: deps.keyring,
    editionId,
    now,
    salt,
    networkFactor: deps.limits?.networkFactor ?? DEFAULT_LIMITS.networkFactor,
  });
  await addCounters(tx, editionId, steps);
  return due.map(({ row }, index) => {
    const { suspicions, cause } = verdicts[index] ?? { suspicions: [], cause: null };
    const state = suspicions.length > 0 ? 'quarantined' : 'confirmed';
    return { ...row, state, number: null, suspicions, cause } satisfies JudgedRow;
  });
}

interface Answering {
  items: readonly ConfirmItem[];
  answers: ReadonlyMap<string, ConfirmAnswer>;
  /** Confirmed by this batch: the first to ask is told so, whoever follows is told "again". */
  fresh: Set<string>;
  context: Context;
}

async function answerAll(tx: Transaction, answering: Answering): Promise<ConfirmAnswer[]> {
  const { items, answers, fresh, context } = answering;
  const others = items.filter((item) => !answers.has(keyOf(item))).map(({ id }) => id);
  const states = await statesOf(tx, others);
  const { total, version } = await context.deps.tally.apply(tx, {
    editionId: context.editionId,
    deltas: [],
  });
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
