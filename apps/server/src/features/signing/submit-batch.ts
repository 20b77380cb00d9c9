import { pipelined, type Statement, type Transaction } from '@lantern/db/database';
import type { MailRequest } from '../../platform/mail/queue.ts';
import { mailSteps, openMailBudget, SUBMISSION_MAILS, type MailBudget } from './address-mails.ts';
import { bucketOf, clearing, counting, type CounterStep } from './counters.repo.ts';
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
  const calls = rows.map((row): Call => ({ row, key: callKey(row) }));
  return pipelined(options.deps.pool, async (tx) => {
    const context = { ...options, now };
    const known = await readKnown(tx, rows, context);
    const taken = calls.filter(({ row }) => !known.refused.has(row.networkHash.toString('hex')));
    const { stored, writes } = await store(tx, taken, { ...context, ...known });
    const result = calls.map(({ key }): SubmitAnswer => {
      const held = stored.get(key);
      return held
        ? { status: 'stored', id: held.id, generation: held.generation }
        : { status: 'refused' };
    });
    return { result, writes };
  });
}

/** A submission, and what makes another one its repeat. */
interface Call {
  row: SubmissionRow;
  key: string;
}

/** Two rows with this key are one person's repeat; the same words from elsewhere are another's. */
const callKey = (row: SubmissionRow): string =>
  `${submissionKey(row)}${row.networkHash.toString('latin1')}`;

/** What the database knows of a batch's networks and addresses. */
interface Known {
  refused: ReadonlySet<string>;
  signed: ReadonlyMap<string, string>;
  budget: MailBudget;
}

type BatchContext = SubmitBatchOptions & { now: Date };

async function readKnown(
  tx: Transaction,
  rows: readonly SubmissionRow[],
  context: BatchContext,
): Promise<Known> {
  const { editionId, now } = context;
  const keys = rows.map((row) => row.addressKey);
  const addresses = rows.map(({ emailHash }) => emailHash);
  const networks = rows.map(({ networkHash }) => networkHash);
  const [refused, signed, budget] = await Promise.all([
    cappedNetworks(tx, networks, context),
    signaturesOfAddresses(tx, editionId, addresses),
    openMailBudget(tx, keys, { editionId, now, allowance: SUBMISSION_MAILS }),
  ]);
  return { refused, signed, budget };
}

interface Stored {
  /** By the key of their calls. */
  stored: ReadonlyMap<string, StoredSubmission>;
  writes: readonly Statement[];
}

async function store(
  tx: Transaction,
  calls: readonly Call[],
  context: BatchContext & Known,
): Promise<Stored> {
  if (calls.length === 0) return { stored: new Map(), writes: [] };
  const { deps, budget, signed } = context;
  const planned = distinctBy(calls, ({ key }) => key).map(({ row, key }): Planned => ({
    ...row,
    key,
    mailed: budget.take(row.addressKey),
  }));
  const stored = await insertAll(tx, planned, context);
  const mailed = planned.filter((row) => row.mailed && stored.get(row.key)?.renewed);
  const inserted = planned.filter(({ key }) => stored.get(key)?.inserted);
  const mails = mailed.map((row) => mailOf(row, { stored, signed }));
  const writes = [
    ...(await deps.mailStatements(mails)),
    deps.petition.lockingTexts(planned.map(({ textId }) => textId)),
    // Last: a big provider's counter is in every batch, and whoever holds it holds up the others.
    ...countingOf({ calls, inserted, mailed, context }),
  ];
  return { stored, writes };
}

/** A submission to insert, under the key of its call. */
type Planned = NewSubmission & Pick<Call, 'key'>;

/** The first row of each key, sorted by it: all nodes insert in one order. */
function distinctBy<Row>(rows: readonly Row[], keyOf: (row: Row) => string): Row[] {
  const first = new Map<string, Row>();
  for (const row of rows) if (!first.has(keyOf(row))) first.set(keyOf(row), row);
  return [...first].sort(([left], [right]) => (left < right ? -1 : 1)).map(([, row]) => row);
}

/** A row that meets its likeness from another network is stored beside it, as a row of its own. */
async function insertAll(
  tx: Transaction,
  planned: readonly Planned[],
  { deps, now }: BatchContext,
): Promise<Map<string, StoredSubmission>> {
  const first = await insertSubmissions(tx, distinctBy(planned, submissionKey), now);
  const met = new Set(first.map(({ askedId }) => askedId));
  if (met.size === planned.length) return byCall(planned, first);
  const beside = planned
    .filter(({ id }) => !met.has(id))
    .map((row) => ({ ...row, snapshotHash: separateSnapshot(deps.keyring, row.id, 0) }));
  const second = await insertSubmissions(tx, distinctBy(beside, submissionKey), now);
  return byCall(planned, [...first, ...second]);
}

function byCall(
  planned: readonly Planned[],
  rows: readonly StoredSubmission[],
): Map<string, StoredSubmission> {
  const held = new Map(rows.map((row) => [row.askedId, row]));
  return new Map(
    planned.flatMap(({ id, key }) => {
      const stored = held.get(id);
      return stored ? [[key, stored] as const] : [];
    }),
  );
}

interface Counted {
  calls: readonly Call[];
  inserted: readonly SubmissionRow[];
  mailed: readonly SubmissionRow[];
  context: BatchContext;
}

function countingOf({ calls, inserted, mailed, context }: Counted): Statement[] {
  const { deps, editionId, now } = context;
  const bucket = bucketOf(now);
  const step = (kind: CounterStep['kind'], key: Buffer): CounterStep => ({
    kind,
    key,
    bucket,
    by: 1,
  });
  const keys = mailed.map((row) => row.addressKey);
  return [
    // A new code has new tries.
    clearing(editionId, { kind: 'code-address', keys }),
    counting(editionId, [
      ...calls.map(({ row }) => callStep(row.networkHash, now)),
      ...inserted.flatMap((row) => [
        step('submit-network', row.networkHash),
        step('submit-domain', row.domainHash),
        step('submit-network-domain', networkDomainKey(deps.keyring, row)),
      ]),
      ...mailSteps(keys, now),
    ]),
  ];
}

interface MailContext {
  stored: ReadonlyMap<string, StoredSubmission>;
  signed: ReadonlyMap<string, string>;
}

function mailOf(row: Planned, { stored, signed }: MailContext): MailRequest {
  const signatureId = signed.get(row.emailHash.toString('hex'));
  return signatureId
    ? { kind: 'already-signed', recordId: signatureId, priority: 'now' }
    : { kind: 'confirm', recordId: stored.get(row.key)?.id ?? row.id, priority: 'now' };
}
