import type { Submission } from '@lantern/schemas/signature';
import { retryCollisions, splitsBatch, whenDatabaseFails } from '../../platform/database-faults.ts';
import { DomainError } from '../../platform/domain-error.ts';
import { linkToken } from '../../platform/signing-links.ts';
import { tooManyCalls } from './network-cap.ts';
import { createPerEdition } from './per-edition.ts';
import { DEFAULT_LIMITS, type PetitionSeam, type SigningDeps } from './signing.seams.ts';
import { commitSubmissions } from './submit-batch.ts';
import { submissionRow, type SubmissionRow } from './submission-row.ts';
import { cityExists } from './submissions.repo.ts';

/** Where a submission comes from. */
export interface Origin {
  /** Keyed hash of the sender's network. */
  networkHash: Buffer;
  /** Slug; the current edition when absent. */
  edition?: string;
}

/** The one answer there is, whether or not the address has signed before. */
export interface SubmitAnswered {
  status: 'pending';
  /** Lets the page after signing ask for the mail again or correct the address. */
  amendToken: string;
}

/** The way in: checks what was submitted against the petition, then joins a group commit. */
export function createSubmit(deps: SigningDeps) {
  const limits = { ...DEFAULT_LIMITS, ...deps.limits };
  const groups = createPerEdition((editionId) => ({
    commit: (rows: readonly SubmissionRow[]) =>
      retryCollisions(() =>
        commitSubmissions(rows, { deps, editionId, networkCap: limits.submissionsPerNetworkHour }),
      ),
    splits: splitsBatch,
    maxQueue: limits.maxQueue,
    lanes: 3,
    // Two batches would each find room for the mails that an address may get.
    keyOf: (row: SubmissionRow) => row.addressKey.toString('latin1'),
    maxWaitMs: limits.maxWaitMs,
    ...(deps.metrics && { hooks: deps.metrics.groupCommit('submit') }),
  }));

  /**
   * Stores a pending signature and queues its mail. Throws `petition-closed`, `petition-not-open`,
   * `petition-paused`, `text-changed`, `invalid-input` (city), `too-many-requests`, `unavailable`.
   */
  const submit = async (submission: Submission, origin: Origin): Promise<SubmitAnswered> => {
    const edition = await whenDatabaseFails(deps.petition.edition(origin.edition));
    const textId = await whenDatabaseFails(signableText(deps.petition, edition, submission));
    if (submission.city && !(await cityExists(deps.pool, edition.id, submission.city)))
      throw new DomainError('invalid-input', { fields: { city: 'unknown-city' } });
    const row = submissionRow(deps.keyring, submission, {
      id: deps.newId(),
      editionId: edition.id,
      textId,
      networkHash: origin.networkHash,
      ref: await whenDatabaseFails(knownRef(deps, submission.ref)),
    });
    const answer = await whenDatabaseFails(groups.of(edition.id).add(row));
    if (answer.status === 'refused') throw tooManyCalls(deps.clock.now());
    const { id, generation } = answer;
    return { status: 'pending', amendToken: linkToken(deps.keyring, 'amend', { id, generation }) };
  };
  return { submit, drain: groups.drain };
}

/** A code nobody registered, or whose partner has ended, is ignored: a signature is never refused for it. */
async function knownRef({ isPartner }: SigningDeps, ref: string | null): Promise<string | null> {
  return ref !== null && (await isPartner(ref)) ? ref : null;
}

type Edition = Awaited<ReturnType<PetitionSeam['edition']>>;

/** Only new submissions are refused while it is paused: confirming, correcting and withdrawing go on. */
function refuseUnlessOpen(phase: Edition['phase']): void {
  switch (phase) {
    case 'open':
      return;
    case 'upcoming':
      throw new DomainError('petition-not-open');
    case 'paused':
      throw new DomainError('petition-paused');
    case 'closed':
      throw new DomainError('petition-closed');
  }
}

/** The text that was shown must be the one in force. */
async function signableText(
  petition: PetitionSeam,
  { id, phase }: Edition,
  { locale, textHash }: Submission,
): Promise<string> {
  refuseUnlessOpen(phase);
  const text = await petition.textInForce(id, locale, textHash);
  if (!text) throw new DomainError('text-changed');
  return text.id;
}
