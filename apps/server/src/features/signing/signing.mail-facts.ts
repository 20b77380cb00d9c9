import type { Locale } from '@lantern/schemas/locale';
import type { SignatureState } from '@lantern/schemas/signature';
import { findLinkRecord } from './link-records.repo.ts';
import { editionLabel } from './resend.repo.ts';
import type { SigningDeps } from './signing.seams.ts';
import { MAX_TRIES } from './submissions.repo.ts';

/** What a mail about one submission or signature is composed from, read when it is sent. */
export interface SigningMailFacts {
  state: SignatureState;
  /** Of its links. */
  generation: number;
  /** The newest code; signatures have none. */
  code: { generation: number; issuedAt: Date; triesLeft: number } | null;
  /** Opened from its seal; null once erased. */
  email: string | null;
  name: string | null;
  locale: Locale;
  /** Signer number, once given. */
  number: number | null;
  /** When a pending submission is deleted; null for signatures. */
  expiresAt: Date | null;
  edition: { slug: string; kind: 'real' | 'rehearsal' };
}

/** Reads the facts of a record; null when it is gone. The only place that opens what is sealed. */
export async function readMailFacts(
  { pool, keyring }: Pick<SigningDeps, 'pool' | 'keyring'>,
  recordId: string,
): Promise<SigningMailFacts | null> {
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
