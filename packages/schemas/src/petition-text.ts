import { createHash } from 'node:crypto';

/** The parts of a petition's text that its hash covers. */
export interface HashedText {
  title: string;
  addressee: string;
  /** Paragraphs separated by a blank line. */
  body: string;
}

/**
 * SHA-256, hex, over title, addressee and body, each as NFC, joined by a newline. Node only: browsers
 * are handed the hash and never compute it.
 */
export function petitionTextHash({ title, addressee, body }: HashedText): string {
  const parts = [title, addressee, body].map((part) => part.normalize('NFC'));
  return createHash('sha256').update(parts.join('\n')).digest('hex');
}
