import type { Confirmation, ConfirmationResult } from '@lantern/schemas/signature';
import { DomainError } from '../../platform/domain-error.ts';
import { chargeTry } from './code-tries.repo.ts';
import { commitConfirmations, type ConfirmItem } from './confirm-batch.ts';
import { codeKey, matchingCandidate } from './confirmation-code.ts';
import { retryCollisions, splitsBatch, whenDatabaseFails } from './database-faults.ts';
import { requireRecord } from './link-records.ts';
import { createPerEdition } from './per-edition.ts';
import { DEFAULT_LIMITS, type SigningDeps } from './signing.seams.ts';
import type { Origin } from './signing.submit.ts';
import { addressHash } from './submission-row.ts';

/** Confirms by the mailed link or by address and code; both meet in one group commit. */
export function createConfirm(deps: SigningDeps) {
  const { maxQueue } = { ...DEFAULT_LIMITS, ...deps.limits };
  const groups = createPerEdition((editionId) => ({
    commit: (items: readonly ConfirmItem[]) =>
      retryCollisions(() => commitConfirmations(items, { deps, editionId })),
    splits: splitsBatch,
    maxQueue,
    ...(deps.metrics && { hooks: deps.metrics.groupCommit('confirm') }),
  }));

  /** Throws `token-invalid`, `token-expired`, `code-wrong`, `code-exhausted`, `petition-closed`, `unavailable`. */
  const confirm = async (
    confirmation: Confirmation,
    origin: Origin,
  ): Promise<ConfirmationResult> => {
    const { editionId, id, generation } = await whenDatabaseFails(
      'token' in confirmation
        ? requireRecord(deps, 'confirm', confirmation.token)
        : recordOfCode(deps, confirmation, origin),
    );
    const item = { id, generation, networkHash: origin.networkHash };
    const answer = await whenDatabaseFails(groups.of(editionId).add(item));
    if (!answer.ok) throw new DomainError(answer.code);
    return answer.result;
  };
  return { confirm, drain: groups.drain };
}

/** Charges a try, then compares; an address nobody knows takes the same steps. */
async function recordOfCode(
  deps: SigningDeps,
  { email, code }: Extract<Confirmation, { email: string }>,
  { edition: slug }: Origin,
): Promise<{ editionId: string; id: string; generation: number }> {
  const { pool, keyring, clock } = deps;
  const { id: editionId } = await deps.petition.edition(slug);
  const emailHash = addressHash(keyring, email);
  const key = codeKey(keyring, emailHash);
  const charged = await chargeTry(pool, { editionId, emailHash, key, now: clock.now() });
  const match = matchingCandidate(keyring, code, charged.candidates);
  if (charged.exhausted) throw new DomainError('code-exhausted');
  if (!match) throw new DomainError('code-wrong');
  return { editionId, id: match.id, generation: match.generation };
}
