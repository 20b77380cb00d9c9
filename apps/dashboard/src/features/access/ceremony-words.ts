import { wordsOf } from '../../shared/api/fault.ts';
import type { MessageId } from '../../shared/i18n/language.ts';
import type { CeremonyFault } from './ceremonies.ts';

/** The message that tells why a passkey could not be made or used. */
export function ceremonyWords(fault: CeremonyFault): MessageId {
  switch (fault) {
    case 'cancelled':
      return 'passkey.cancelled';
    case 'known-already':
      return 'passkey.known-already';
    case 'no-verification':
      return 'passkey.no-verification';
    case 'unsupported':
      return 'passkey.unsupported';
    default:
      return wordsOf(fault);
  }
}
