import { createHash } from 'node:crypto';

/** The parts of a petition's text that its hash covers. */
export interface HashedText {
  title: string;
  addressee: string;
  /** Paragraphs separated by a blank line. */
  body: string;
}

/** What is hashed, as one text: title, addressee and body, each as NFC, joined by a newline. */
export function hashedText({ title, addressee, body }: HashedText): string {
  return [title, addressee, body].map((part) => part.normalize('NFC')).join('\n');
}

/**
 * SHA-256, hex, of {@link hashedText} as UTF-8. Node only: browsers are handed the hash and never
 * compute it.
 */
export function petitionTextHash(text: HashedText): string {
  return createHash('sha256').update(hashedText(text)).digest('hex');
}
