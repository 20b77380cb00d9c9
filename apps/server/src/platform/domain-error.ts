import type { ErrorCode, FieldCode } from '@lantern/schemas/error-codes';

/** What an error tells beside its code; all of it may be shown to the person. */
export interface ErrorDetails {
  fields?: Record<string, FieldCode>;
  /** Seconds after which trying again makes sense. */
  retryAfterSeconds?: number;
}

/** A fault with a code of the shared table. Anything else that is thrown is `internal`. */
export class DomainError extends Error {
  override readonly name = 'DomainError';
  readonly code: ErrorCode;
  readonly details: ErrorDetails;

  constructor(code: ErrorCode, details: ErrorDetails = {}, options?: ErrorOptions) {
    super(code, options);
    this.code = code;
    this.details = details;
  }
}
