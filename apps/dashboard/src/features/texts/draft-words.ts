import type { FieldCode } from '@lantern/schemas/error-codes';
import type { MessageId } from '../../shared/i18n/language.ts';

/** What is wrong with one field of a text; codes that a text cannot get speak generally. */
export function fieldWords(code: FieldCode): MessageId {
  switch (code) {
    case 'required':
      return 'texts.field-required';
    case 'too-long':
      return 'texts.field-too-long';
    case 'invalid-characters':
      return 'texts.field-characters';
    case 'invalid-email':
    case 'unknown-country':
    case 'unknown-city':
    case 'unknown-locale':
    case 'unknown-zone':
    case 'order':
    case 'in-the-past':
    case 'delivered':
    case 'taken':
    case 'invalid':
      return 'fault.input';
  }
}
