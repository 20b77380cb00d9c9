import type { Locale } from '@lantern/schemas/locale';
import type { SignatureState } from '@lantern/schemas/signature';

/**
 * What a mail about one submission or signature is composed from, read when it is sent. The signing
 * feature hands in the reader.
 */
export interface MailFacts {
  /** State now, which may differ from when the mail was queued. `pending`: still a submission. */
  state: SignatureState;
  /** Generation of the record's links. */
  generation: number;
  /** Of the newest code; only submissions have one. */
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

/**
 * Reads the facts of a submission or signature (they share their id; the signature wins). Null: there is no such record
 * any more.
 */
export type ReadMailFacts = (recordId: string) => Promise<MailFacts | null>;
