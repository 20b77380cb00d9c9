import {
  FIELD_CODES,
  isErrorCode,
  type ErrorCode,
  type FieldCode,
} from '@lantern/schemas/error-codes';
import { TRPCClientError } from '@trpc/client';
import type { MessageId } from '../i18n/language.ts';

/** A coded fault of the server, or no answer at all. */
export type Fault = ErrorCode | 'offline';

/** What a failed call says. */
export function faultOf(error: unknown): Fault {
  if (!(error instanceof TRPCClientError)) return 'offline';
  const { code } = Object(error.data);
  return isErrorCode(code) ? code : 'offline';
}

const WORDS = {
  'invalid-input': 'fault.input',
  'malformed-request': 'fault.input',
  'unsupported-media-type': 'fault.input',
  'body-too-large': 'fault.input',
  'not-found': 'fault.gone',
  'method-not-allowed': 'fault.internal',
  'not-signed-in': 'fault.signed-out',
  'sign-in-again': 'fault.sign-in-again',
  forbidden: 'fault.forbidden',
  'account-frozen': 'fault.frozen',
  'host-refused': 'fault.forbidden',
  conflict: 'fault.conflict',
  'petition-closed': 'fault.conflict',
  'petition-not-open': 'fault.conflict',
  'petition-paused': 'fault.paused',
  'text-changed': 'fault.conflict',
  'token-invalid': 'fault.link',
  'token-expired': 'fault.link',
  'code-wrong': 'fault.input',
  'code-exhausted': 'fault.wait',
  'too-many-requests': 'fault.wait',
  'edition-unknown': 'fault.no-edition',
  unavailable: 'fault.unavailable',
  internal: 'fault.internal',
  offline: 'fault.offline',
} as const satisfies Record<Fault, MessageId>;

/** The message that tells a person of a fault: what happened and what to do. */
export const wordsOf = (fault: Fault): MessageId => WORDS[fault];

/** What a refused form says of its fields, by name; empty for any other error. */
export function fieldsOf(error: unknown): Partial<Record<string, FieldCode>> {
  if (!(error instanceof TRPCClientError)) return {};
  const named = Object.entries(Object(Object(error.data).fields));
  return Object.fromEntries(
    named.flatMap(([field, told]) => {
      const code = FIELD_CODES.find((known) => known === told);
      return code ? [[field, code]] : [];
    }),
  );
}
