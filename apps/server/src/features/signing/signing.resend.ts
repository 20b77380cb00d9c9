import { suggestedDomain } from '@lantern/schemas/mail-typo';
import { transaction, type Transaction } from '@lantern/db/database';
import { whenDatabaseFails } from '../../platform/database-faults.ts';
import { DomainError } from '../../platform/domain-error.ts';
import type { MailRequest } from '../../platform/mail/queue.ts';
import { linkToken } from '../../platform/signing-links.ts';
import { addressKey } from './address-key.ts';
import { mailSteps, openMailBudget, RESENT_MAILS } from './address-mails.ts';
import { addCounters, clearCounters } from './counters.repo.ts';
import { callStep, cappedNetworks, tooManyCalls } from './network-cap.ts';
import { isExpired, requireRecord } from './link-records.ts';
import type { LinkRecord } from './link-records.repo.ts';
import { changeAddress, renewCode } from './resend.repo.ts';
import { DEFAULT_LIMITS, type SigningDeps } from './signing.seams.ts';
import { addressFacts, separateSnapshot } from './submission-row.ts';
import { RESEND_GAP_MS, signaturesOfAddresses } from './submissions.repo.ts';

/** A mail that is asked for again: for which record, and to whom. */
interface Wish {
  record: LinkRecord;
  emailHash: Buffer;
  now: Date;
}

/** What the page after signing offers while the mail has not come. */
export function createResend(deps: SigningDeps) {
  const { pool, keyring, clock } = deps;

  /**
   * Sends the mail again with a new code: 60 s apart, 5 times in all (`too-many-requests`). An address
   * that has been mailed too often gets nothing more, and nobody is told.
   */
  const resend = async (token: string): Promise<{ status: 'sent' }> => {
    const record = await pendingOf(deps, token);
    const now = clock.now();
    const { id, generation, emailHash } = record;
    await whenDatabaseFails(
      transaction(pool, async (tx) => {
        const mailed = await mayMail(tx, deps, { record, emailHash, now });
        if (!(await renewCode(tx, { id, generation, now, mailed }))) throw tooSoon(record, now);
        if (mailed) await mail(tx, deps, { record, emailHash, now });
      }),
    );
    return { status: 'sent' };
  };

  /**
   * Corrects the address of a pending submission, 3 times at most (`too-many-requests`); links mailed
   * before are dead from then on. Answers the token that replaces this one.
   */
  const amend = async (token: string, email: string): Promise<{ amendToken: string }> => {
    const record = await pendingOf(deps, token);
    const now = clock.now();
    const { id, generation } = record;
    const facts = addressFacts(keyring, email, id);
    const snapshotHash = separateSnapshot(keyring, id, generation + 1);
    await whenDatabaseFails(
      transaction(pool, async (tx) => {
        const wish = { record, emailHash: facts.emailHash, now };
        const mailed = await mayMail(tx, deps, wish);
        const amendment = { ...facts, id, generation, snapshotHash, mailed, now };
        if (!(await changeAddress(tx, amendment))) throw new DomainError('too-many-requests');
        if (mailed) await mail(tx, deps, wish);
      }),
    );
    return { amendToken: linkToken(keyring, 'amend', { id, generation: generation + 1 }) };
  };

  /**
   * Corrects a mistyped domain to the one that was probably meant, as {@link amend} does; the rest of the
   * address never leaves the server. `conflict` where nothing looks mistyped (any more).
   */
  const mendDomain = async (token: string): Promise<{ amendToken: string }> => {
    const { id, emailSealed } = await pendingOf(deps, token);
    const email = keyring.open(emailSealed, id);
    const domain = suggestedDomain(email);
    if (domain === null) throw new DomainError('conflict');
    return await amend(token, `${email.slice(0, email.lastIndexOf('@'))}@${domain}`);
  };
  return { resend, amend, mendDomain };
}

type PendingRecord = LinkRecord & { emailHash: Buffer; emailSealed: Buffer };

async function pendingOf(deps: SigningDeps, token: string): Promise<PendingRecord> {
  const record = await whenDatabaseFails(requireRecord(deps, 'amend', token));
  const { emailHash, emailSealed } = record;
  if (!record.pending || !emailHash || !emailSealed) throw new DomainError('token-invalid');
  if (isExpired(record, deps.clock.now())) throw new DomainError('token-expired');
  return { ...record, emailHash, emailSealed };
}

async function mayMail(tx: Transaction, deps: SigningDeps, wish: Wish): Promise<boolean> {
  const { record, emailHash, now } = wish;
  await refuseCapped(tx, deps, wish);
  const key = addressKey(deps.keyring, emailHash);
  const { editionId } = record;
  const budget = await openMailBudget(tx, [key], { editionId, now, allowance: RESENT_MAILS });
  return budget.take(key);
}

/** Asking again is a call like submitting: else one submission would open a way to eight mails more. */
async function refuseCapped(tx: Transaction, deps: SigningDeps, { record, now }: Wish) {
  const network = record.pending?.networkHash;
  const { submissionsPerNetworkHour: networkCap } = { ...DEFAULT_LIMITS, ...deps.limits };
  const cap = { editionId: record.editionId, networkCap, now };
  if (network && (await cappedNetworks(tx, [network], cap)).size > 0) throw tooManyCalls(now);
}

async function mail(tx: Transaction, deps: SigningDeps, { record, emailHash, now }: Wish) {
  const { id, editionId, pending } = record;
  const key = addressKey(deps.keyring, emailHash);
  await addCounters(tx, editionId, [
    ...mailSteps([key], now),
    ...(pending?.networkHash ? [callStep(pending.networkHash, now)] : []),
  ]);
  await clearCounters(tx, editionId, { kind: 'code-address', keys: [key] });
  const signed = await signaturesOfAddresses(tx, editionId, [emailHash]);
  const signatureId = signed.get(emailHash.toString('hex'));
  const request: MailRequest = signatureId
    ? { kind: 'already-signed', recordId: signatureId, priority: 'now' }
    : { kind: 'confirm', recordId: id, priority: 'now' };
  await deps.enqueueMails(tx, [request]);
}

function tooSoon({ pending }: LinkRecord, now: Date): DomainError {
  const waited = now.getTime() - (pending?.codeIssuedAt.getTime() ?? 0);
  const left = Math.ceil((RESEND_GAP_MS - waited) / 1000);
  return new DomainError('too-many-requests', left > 0 ? { retryAfterSeconds: left } : {});
}
