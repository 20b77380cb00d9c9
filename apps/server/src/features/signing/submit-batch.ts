import { transaction, type Transaction } from '@lantern/db/database';
import type { MailRequest } from '../../platform/mail/queue.ts';
import { mailSteps, openMailBudget, SUBMISSION_MAILS } from './address-mails.ts';
import { addCounters, bucketOf, clearCounters, type CounterStep } from './counters.repo.ts';
import { codeKey } from './confirmation-code.ts';
import { callStep, cappedNetworks } from './network-cap.ts';
import type { SigningDeps } from './signing.seams.ts';
import { separateSnapshot, type SubmissionRow } from './submission-row.ts';
import {
  insertSubmissions,
  signaturesOfAddresses,
  submissionKey,
  type NewSubmission,
  type StoredSubmission,
} from './submissions.repo.ts';
import { networkDomainKey } from './suspicion-counters.ts';

/** What became of a submission; `refused`: its network is above the hard cap. */
export type SubmitAnswer =
  { status: 'stored'; id: string; generation: number } | { status: 'refused' };

export interface SubmitBatchOptions {
  deps: SigningDeps;
  editionId: string;
  /** Submissions an hour from one network. */
  networkCap: number;
}

/**
 * Stores submissions of one edition and queues their mails in one transaction. Whether an address
 * has signed already changes which mail goes out, and nothing else.
 */
export async function commitSubmissions(
  rows: readonly SubmissionRow[],
  options: SubmitBatchOptions,
): Promise<SubmitAnswer[]> {
  const now = options.deps.clock.now();
  return transaction(options.deps.pool, async (tx) => {
    const context = { ...options, now };
    const refused = await cappedNetworks(
      tx,
      rows.map(({ networkHash }) => networkHash),
      context,
    );
    const taken = rows.filter(({ networkHash }) => !refused.has(networkHash.toString('hex')));
    const stored = await store(tx, taken, context);
    await options.deps.petition.lockTexts(tx, [...new Set(taken.map(({ textId }) => textId))]);
    return rows.map((row): SubmitAnswer => {
      const held = stored.get(callKey(row));
      return held
        ? { status: 'stored', id: held.id, generation: held.generation }
        : { status: 'refused' };
    });
  });
}

/** Two rows with this key are one person's repeat; the same words from elsewhere are another's. */
const callKey = (row: SubmissionRow): string =>
  `${submissionKey(row)}${row.networkHash.toString('hex')}`;

type BatchContext = SubmitBatchOptions & { now: Date };

async function store(
  tx: Transaction,
  rows: readonly SubmissionRow[],
  context: BatchContext,
): Promise<Map<string, StoredSubmission>> {
  if (rows.length === 0) return new Map();
  const { deps, editionId, now } = context;
  const distinct = distinctBy(rows, callKey);
  const addresses = distinct.map(({ emailHash }) => emailHash);
  const signed = await signaturesOfAddresses(tx, editionId, addresses);
  const allowance = SUBMISSION_MAILS;
  const { keyring } = deps;
  const budget = await openMailBudget(tx, addresses, { keyring, editionId, now, allowance });
  const planned = distinct.map((row) => ({
    ...row,
    mailed: budget.take(row.emailHash),
  }));
  const stored = await insertAll(tx, planned, context);
  const mailed = planned.filter((row) => row.mailed && stored.get(callKey(row))?.renewed);
  const inserted = planned.filter((row) => stored.get(callKey(row))?.inserted);
  await count(tx, { rows, inserted, mailed, context });
  await deps.enqueueMails(
    tx,
    mailed.map((row) => mailOf(row, { stored, signed })),
  );
  return stored;
}

/** The first row of each key, sorted by it: all nodes insert in one order. */
function distinctBy<Row>(rows: readonly Row[], keyOf: (row: Row) => string): Row[] {
  const first = new Map<string, Row>();
  for (const row of rows) if (!first.has(keyOf(row))) first.set(keyOf(row), row);
  return [...first].sort(([left], [right]) => (left < right ? -1 : 1)).map(([, row]) => row);
}

/** A row that meets its likeness from another network is stored beside it, as a row of its own. */
async function insertAll(
  tx: Transaction,
  planned: readonly NewSubmission[],
  { deps, now }: BatchContext,
): Promise<Map<string, StoredSubmission>> {
  const first = await insertSubmissions(tx, distinctBy(planned, submissionKey), now);
  const met = new Set(first.map(({ askedId }) => askedId));
  const beside = planned
    .filter(({ id }) => !met.has(id))
    .map((row) => ({ ...row, snapshotHash: separateSnapshot(deps.keyring, row.id, 0) }));
  const second = await insertSubmissions(tx, distinctBy(beside, submissionKey), now);
  const held = new Map([...first, ...second].map((row) => [row.askedId, row]));
  return new Map(
    planned.flatMap((row) => {
      const stored = held.get(row.id);
      return stored ? [[callKey(row), stored] as const] : [];
    }),
  );
}

interface Counted {
  rows: readonly SubmissionRow[];
  inserted: readonly SubmissionRow[];
  mailed: readonly SubmissionRow[];
  context: BatchContext;
}

async function count(tx: Transaction, { rows, inserted, mailed, context }: Counted): Promise<void> {
  const { deps, editionId, now } = context;
  const bucket = bucketOf(now);
  const step = (kind: CounterStep['kind'], key: Buffer): CounterStep => ({
    kind,
    key,
    bucket,
    by: 1,
  });
  const addresses = mailed.map(({ emailHash }) => emailHash);
  await addCounters(tx, editionId, [
    ...rows.map(({ networkHash }) => callStep(networkHash, now)),
    ...inserted.flatMap((row) => [
      step('submit-network', row.networkHash),
      step('submit-domain', row.domainHash),
      step('submit-network-domain', networkDomainKey(deps.keyring, row)),
    ]),
    ...mailSteps(deps.keyring, addresses, now),
  ]);
  // A new code has new tries.
  const keys = addresses.map((hash) => codeKey(deps.keyring, hash));
  await clearCounters(tx, editionId, { kind: 'code-address', keys });
}

interface MailContext {
  stored: ReadonlyMap<string, StoredSubmission>;
  signed: ReadonlyMap<string, string>;
}

function mailOf(row: SubmissionRow, { stored, signed }: MailContext): MailRequest {
  const signatureId = signed.get(row.emailHash.toString('hex'));
  return signatureId
    ? { kind: 'already-signed', recordId: signatureId, priority: 'now' }
    : { kind: 'confirm', recordId: stored.get(callKey(row))?.id ?? row.id, priority: 'now' };
}
