import type { FieldCode } from '@lantern/schemas/error-codes';
import type { MessageId } from './i18n/language.ts';

/**
 * What is wrong with a field that holds prose. How much a field holds differs: `tooLong` says it. Codes
 * that prose cannot get speak generally.
 */
export function proseFault(code: FieldCode, tooLong: MessageId): MessageId {
  switch (code) {
    case 'required':
      return 'fault.field-empty';
    case 'too-long':
      return tooLong;
    case 'invalid-characters':
      return 'fault.field-characters';
    case 'invalid-email':
    case 'unknown-country':
    case 'unknown-city':
    case 'unknown-locale':
    case 'unknown-zone':
    case 'no-such-time':
    case 'order':
    case 'in-the-past':
    case 'delivered':
    case 'taken':
    case 'invalid':
      return 'fault.input';
  }
}
