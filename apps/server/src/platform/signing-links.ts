import type { Keyring } from './keyring.ts';
import { equalBytes } from './keyring.ts';

/** What a mailed link (or the page after signing) lets its holder do. */
export const LINK_PURPOSES = ['confirm', 'amend', 'withdraw', 'erase', 'unsubscribe'] as const;
export type LinkPurpose = (typeof LINK_PURPOSES)[number];
/** And the link of somebody who said that they would come. */
type MailedPurpose = LinkPurpose | 'rsvp';

const ID_BYTES = 16;
const MAC_BYTES = 16;

/** A record a link or code speaks of. `generation` ends older links when the address changes. */
export interface LinkSubject {
  id: string;
  generation: number;
}

/**
 * A link's token: the record's id and 128 bits of HMAC over it, 43 base64url characters. Derived, so
 * that nothing stored lets a thief of the database confirm or erase for others.
 */
export function linkToken(keyring: Keyring, purpose: MailedPurpose, subject: LinkSubject): string {
  return Buffer.concat([idBytes(subject.id), linkMac(keyring, purpose, subject)]).toString(
    'base64url',
  );
}

/** The id a well-formed token speaks of; says nothing about whether the token is genuine. */
export function linkRecordId(token: string): string | null {
  const bytes = Buffer.from(token, 'base64url');
  if (bytes.length !== ID_BYTES + MAC_BYTES) return null;
  const hex = bytes.subarray(0, ID_BYTES).toString('hex');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/u, '$1-$2-$3-$4-$5');
}

/** Whether `token` was derived for this purpose, record and generation; constant time. */
export function linkIsGenuine(
  keyring: Keyring,
  token: string,
  { purpose, ...subject }: LinkSubject & { purpose: MailedPurpose },
): boolean {
  const genuine = linkToken(keyring, purpose, subject);
  return equalBytes(Buffer.from(token, 'base64url'), Buffer.from(genuine, 'base64url'));
}

/** Six digits for people who cannot follow the link; changes with every resend. */
export function confirmationCode(
  keyring: Keyring,
  subject: LinkSubject & { codeGeneration: number },
): string {
  const mac = keyring.hash('code', subject.id, `${subject.generation}.${subject.codeGeneration}`);
  // 48 bits modulo 10^6 is biased by less than one in 2^28.
  return String(mac.readUIntBE(0, 6) % 1_000_000).padStart(6, '0');
}

function linkMac(
  keyring: Keyring,
  purpose: MailedPurpose,
  { id, generation }: LinkSubject,
): Buffer {
  return keyring.hash('link', purpose, id, String(generation)).subarray(0, MAC_BYTES);
}

const idBytes = (id: string): Buffer => Buffer.from(id.replaceAll('-', ''), 'hex');
