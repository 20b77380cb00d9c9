import type { Submission } from '@lantern/schemas/signature';
import type { Keyring } from '../../platform/keyring.ts';
import { addressKey } from './address-key.ts';
import { normaliseEmail } from './email-normal.ts';

/** A submission ready to be stored: everything personal is sealed or hashed. */
export interface SubmissionRow {
  id: string;
  editionId: string;
  emailHash: Buffer;
  snapshotHash: Buffer;
  emailSealed: Buffer;
  nameSealed: Buffer;
  country: string;
  citySlug: string | null;
  locale: string;
  textId: string;
  showName: boolean;
  deliverName: boolean;
  updates: boolean;
  ref: string | null;
  mailProvider: string;
  domainHash: Buffer;
  networkHash: Buffer;
  /** Under which the address's mails and tries are counted. */
  addressKey: Buffer;
}

/** What an address is to the database. */
export interface AddressFacts {
  emailHash: Buffer;
  emailSealed: Buffer;
  mailProvider: string;
  domainHash: Buffer;
}

/** Hash of an address as typed; equal for all spellings of one mailbox. */
export function addressHash(keyring: Keyring, email: string): Buffer {
  return keyring.hash('address-hash', normaliseEmail(email).address);
}

/** Hash of a mail domain, the same for a submission and for the list of throwaway domains. */
export function addressFacts(keyring: Keyring, email: string, recordId: string): AddressFacts {
  const { address, domain, provider } = normaliseEmail(email);
  return {
    emailHash: keyring.hash('address-hash', address),
    emailSealed: keyring.seal(email, recordId),
    mailProvider: provider,
    domainHash: keyring.hash('domain-hash', domain),
  };
}

export interface RowContext {
  id: string;
  editionId: string;
  textId: string;
  networkHash: Buffer;
  /** A registered partner's, or null. */
  ref: string | null;
}

/** Seals and hashes what a person submitted. */
export function submissionRow(
  keyring: Keyring,
  submission: Submission,
  context: RowContext,
): SubmissionRow {
  const { name, email, country, city, locale, showName, deliverName, updates } = submission;
  const choices = [showName, deliverName, updates].map(Number).join('');
  const facts = addressFacts(keyring, email, context.id);
  return {
    ...context,
    ...facts,
    addressKey: addressKey(keyring, facts.emailHash),
    nameSealed: keyring.seal(name, context.id),
    snapshotHash: keyring.hash(
      'snapshot-hash',
      name,
      country,
      city ?? '',
      locale,
      context.textId,
      choices,
      context.ref ?? '',
    ),
    country,
    citySlug: city,
    locale,
    textId: context.textId,
    showName,
    deliverName,
    updates,
  };
}

/** A snapshot hash that equals no other: for a submission that must not meet its likeness. */
export function separateSnapshot(keyring: Keyring, id: string, generation: number): Buffer {
  return keyring.hash('snapshot-hash', 'separate', id, String(generation));
}
