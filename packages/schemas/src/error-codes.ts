/**
 * Every fault a person or program can be answered with, and its HTTP status. One table: the server's
 * formatter, the browser's reader and the copy in each language all follow it.
 */
export const ERROR_STATUS = {
  'invalid-input': 422,
  'malformed-request': 400,
  'unsupported-media-type': 415,
  'body-too-large': 413,
  'not-found': 404,
  'method-not-allowed': 405,
  'not-signed-in': 401,
  /** Signed in, but longer ago than this act allows: prove it with a passkey and send it again. */
  'sign-in-again': 401,
  forbidden: 403,
  'account-frozen': 403,
  'host-refused': 403,
  conflict: 409,
  'petition-closed': 409,
  'petition-not-open': 409,
  'petition-paused': 409,
  'text-changed': 409,
  'token-invalid': 410,
  'token-expired': 410,
  'code-wrong': 422,
  'code-exhausted': 429,
  'too-many-requests': 429,
  'edition-unknown': 404,
  unavailable: 503,
  internal: 500,
} as const satisfies Record<string, number>;

/** A key of {@link ERROR_STATUS}. */
export type ErrorCode = keyof typeof ERROR_STATUS;

/** Narrows what was answered. This file stays without Zod, so that browsers are not sent 22 kB of it. */
export const isErrorCode = (value: unknown): value is ErrorCode =>
  typeof value === 'string' && Object.hasOwn(ERROR_STATUS, value);

/** Faults that only forms of the desk can have; no public page needs words for them. */
export const DESK_FIELD_CODES = [
  'order',
  'in-the-past',
  'delivered',
  'taken',
  'unknown-zone',
  'no-such-time',
] as const;

/** What is wrong with one field of a form; copy exists for each in every language. */
export const FIELD_CODES = [
  ...DESK_FIELD_CODES,
  'required',
  'too-long',
  'invalid-characters',
  'invalid-email',
  'unknown-country',
  'unknown-city',
  'unknown-locale',
  'invalid',
] as const;
export type FieldCode = (typeof FIELD_CODES)[number];
