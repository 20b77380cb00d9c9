import { findLinkRecord } from './link-records.repo.ts';
import { editionLabel } from './resend.repo.ts';
import type { SigningDeps } from './signing.seams.ts';
import { MAX_TRIES } from './submissions.repo.ts';

/**
 * What a mail about one submission or signature is composed from, read when it is sent; null when the
 * record is gone. The only place that opens what is sealed.
 */
export async function readMailFacts(
  { pool, keyring }: Pick<SigningDeps, 'pool' | 'keyring'>,
  recordId: string,
) {
  const record = await findLinkRecord(pool, recordId);
  const edition = record && (await editionLabel(pool, record.editionId));
  if (!record || !edition) return null;
  const { id, state, generation, locale, number, pending, emailSealed, nameSealed } = record;
  return {
    state,
    generation,
    code: pending && {
      generation: pending.codeGeneration,
      issuedAt: pending.codeIssuedAt,
      triesLeft: Math.max(0, MAX_TRIES - pending.codeTries),
    },
    email: emailSealed && keyring.open(emailSealed, id),
    name: nameSealed && keyring.open(nameSealed, id),
    locale,
    number,
    expiresAt: pending?.expiresAt ?? null,
    edition,
  };
}
