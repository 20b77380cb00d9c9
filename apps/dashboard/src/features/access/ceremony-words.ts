import { wordsOf, type Fault } from '../../shared/api/fault.ts';
import type { MessageId } from '../../shared/i18n/language.ts';
import type { CeremonyFault } from './ceremonies.ts';

const WORDS = {
  cancelled: 'passkey.cancelled',
  'known-already': 'passkey.known-already',
  'no-verification': 'passkey.no-verification',
  unsupported: 'passkey.unsupported',
} as const satisfies Record<Exclude<CeremonyFault, Fault>, MessageId>;

/** The message that tells why a passkey could not be made or used. */
export function ceremonyWords(fault: CeremonyFault): MessageId {
  return isOwn(fault) ? WORDS[fault] : wordsOf(fault);
}

const isOwn = (fault: CeremonyFault): fault is keyof typeof WORDS => Object.hasOwn(WORDS, fault);
