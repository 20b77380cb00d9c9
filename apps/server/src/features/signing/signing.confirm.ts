import type { Confirmation, ConfirmationResult } from '@lantern/schemas/signature';
import { retryCollisions, splitsBatch, whenDatabaseFails } from '../../platform/database-faults.ts';
import { DomainError } from '../../platform/domain-error.ts';
import { addressKey } from './address-key.ts';
import { chargeTry, codesExhausted } from './code-tries.repo.ts';
import { commitConfirmations, type ConfirmItem } from './confirm-batch.ts';
import { matchingCandidate } from './confirmation-code.ts';
import { createGroupCommit } from '../../platform/group-commit.ts';
import { findLinkRecords } from './link-records.repo.ts';
import { requireRecord } from './link-records.ts';
import type { NetworkGate } from './network-gate.ts';
import { createPerEdition } from './per-edition.ts';
import { DEFAULT_LIMITS, type SigningDeps } from './signing.seams.ts';
import type { Origin } from './signing.submit.ts';
import { addressHash } from './submission-row.ts';

/** Confirms by the mailed link or by a mail's code; both meet in one group commit. */
export function createConfirm(deps: SigningDeps, acts: NetworkGate) {
  const { maxQueue, maxWaitMs } = { ...DEFAULT_LIMITS, ...deps.limits };
  const groups = createPerEdition((editionId) => ({
    commit: (items: readonly ConfirmItem[]) =>
      retryCollisions(() => commitConfirmations(items, { deps, editionId })),
    splits: splitsBatch,
    maxQueue,
    maxWaitMs,
    ...(deps.metrics && { hooks: deps.metrics.groupCommit('confirm') }),
  }));
  // Reads are gathered as writes are: links are pressed in bursts, after each batch of mails.
  const records = createGroupCommit({
    commit: (ids: readonly string[]) => findLinkRecords(deps.pool, ids),
    splits: splitsBatch,
    maxQueue,
    maxWaitMs,
  });
  const reader = { ...deps, find: (id: string) => records.add(id) };

  /** Throws `token-invalid`, `token-expired`, `code-wrong`, `code-exhausted`, `petition-closed`, `too-many-requests`, `unavailable`. */
  const confirm = async (
    confirmation: Confirmation,
    origin: Origin,
  ): Promise<ConfirmationResult> => {
    acts.pass(origin.networkHash);
    const { editionId, id, generation } = await whenDatabaseFails(
      confirmation.code === undefined
        ? requireRecord(reader, 'confirm', confirmation.token)
        : recordOfCode(deps, confirmation, origin),
    );
    const item = { id, generation, networkHash: origin.networkHash };
    const answer = await whenDatabaseFails(groups.of(editionId).add(item));
    if (!answer.ok) throw new DomainError(answer.code);
    return answer.result;
  };
  return { confirm, drain: groups.drain };
}

type ByCode = Extract<Confirmation, { code: string }>;

/** Charges a try, then compares; an address nobody knows takes the same steps. */
async function recordOfCode(
  deps: SigningDeps,
  confirmation: ByCode,
  origin: Origin,
): Promise<{ editionId: string; id: string; generation: number }> {
  const { pool, keyring, clock } = deps;
  const { editionId, emailHash } = await addressTried(deps, confirmation, origin);
  const key = addressKey(keyring, emailHash);
  const now = clock.now();
  const charged = await chargeTry(pool, { editionId, emailHash, key, now });
  const match = matchingCandidate(keyring, confirmation.code, charged.candidates);
  if (charged.exhausted) throw codesExhausted(now);
  if (!match) throw new DomainError('code-wrong');
  return { editionId, id: match.id, generation: match.generation };
}

/** Whose code is tried: the address as typed, or the one the page after signing belongs to. */
async function addressTried(
  deps: SigningDeps,
  confirmation: ByCode,
  { edition: slug }: Origin,
): Promise<{ editionId: string; emailHash: Buffer }> {
  if ('token' in confirmation) {
    const { editionId, emailHash } = await requireRecord(deps, 'amend', confirmation.token);
    if (!emailHash) throw new DomainError('token-invalid');
    return { editionId, emailHash };
  }
  const { id: editionId } = await deps.petition.edition(slug);
  return { editionId, emailHash: addressHash(deps.keyring, confirmation.email) };
}
