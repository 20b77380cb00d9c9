import {
  ERROR_STATUS,
  FIELD_CODES,
  isErrorCode,
  type ErrorCode,
  type FieldCode,
} from '@lantern/schemas/error-codes';
import { data } from 'react-router';

/** A coded fault, as far as a page tells of it. */
export interface Fault {
  code: ErrorCode;
  retryAfterSeconds?: number | undefined;
}

/**
 * Reads the code of what the in-process caller threw: tRPC wraps the server's coded error as `cause`.
 * Anything else is a bug or an outage, and is thrown on.
 */
export function faultOf(error: unknown): Fault {
  const cause = error instanceof Error ? error.cause : null;
  const code = codeIn(cause);
  if (!code) throw error;
  const details = has(cause, 'details') ? cause.details : null;
  const after = has(details, 'retryAfterSeconds') ? details.retryAfterSeconds : undefined;
  return { code, retryAfterSeconds: typeof after === 'number' ? after : undefined };
}

function codeIn(cause: unknown): ErrorCode | null {
  if (!(cause instanceof Error)) return null;
  // A value that failed its schema, such as a token cut short.
  if (cause.name === 'ZodError') return 'invalid-input';
  return has(cause, 'code') && isErrorCode(cause.code) ? cause.code : null;
}

/** What is wrong with input that failed its schema, by field: the first fault of each. */
export function fieldsOf(error: unknown): Record<string, FieldCode> {
  const cause = error instanceof Error ? error.cause : null;
  const issues = has(cause, 'issues') && Array.isArray(cause.issues) ? cause.issues : [];
  const faults: Record<string, FieldCode> = {};
  for (const { path, message } of issues.map(Object)) {
    // Messages of our schemas are field codes.
    const code = FIELD_CODES.find((known) => known === message);
    faults[String(path)] ??= code ?? 'invalid';
  }
  return faults;
}

function has<K extends string>(value: unknown, key: K): value is Record<K, unknown> {
  return typeof value === 'object' && value !== null && key in value;
}

/** An action's answer that shows its page again, with the fault's status. */
export function refused<T extends object>(fault: Fault, rest: T) {
  return data({ ...rest, fault }, { status: ERROR_STATUS[fault.code] });
}
