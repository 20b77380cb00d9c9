import type { ErrorBody } from '@lantern/schemas/error-body';
import { ERROR_STATUS, FIELD_CODES, type FieldCode } from '@lantern/schemas/error-codes';
import type { TRPCError } from '@trpc/server';
import { ZodError } from 'zod';
import { databaseAway, isDatabaseGone } from './database-faults.ts';
import { DomainError } from './domain-error.ts';

/**
 * Turns anything thrown into the one error body: a lost database is `unavailable`, whatever else is not
 * ours `internal`.
 */
export function toErrorBody(error: unknown, requestId?: string): ErrorBody {
  const body = bodyOf(error);
  return requestId ? { ...body, requestId } : body;
}

function bodyOf(error: unknown): ErrorBody {
  if (error instanceof DomainError) return { code: error.code, ...error.details };
  if (error instanceof ZodError) return { code: 'invalid-input', fields: fieldsOf(error) };
  if (isDatabaseGone(error)) return bodyOf(databaseAway(error));
  return { code: 'internal' };
}

/**
 * Whether a fault is no more than our answer to what was asked. `unavailable` for a cause is none: a part failed, such
 * as the database; without one a queue was full, or a node stops, thousands of times at once.
 */
export function isRefusal(fault: unknown): boolean {
  if (fault instanceof ZodError) return true;
  if (!(fault instanceof DomainError)) return false;
  return fault.code !== 'unavailable' || fault.cause === undefined;
}

/** First fault of each field; messages of our schemas are field codes. */
function fieldsOf(error: ZodError): Record<string, FieldCode> {
  const fields: Record<string, FieldCode> = {};
  for (const issue of error.issues) {
    const field = String(issue.path[0] ?? '');
    fields[field] ??= FIELD_CODES.find((code) => code === issue.message) ?? 'invalid';
  }
  return fields;
}

/** tRPC's formatter: our body under `data`, no message, no stack. */
export function formatTrpcError({ error, shape }: { error: TRPCError; shape: { code: number } }) {
  const body = causedBody(error);
  return {
    code: shape.code,
    message: body.code,
    data: { ...body, httpStatus: ERROR_STATUS[body.code] },
  };
}

function causedBody(error: TRPCError): ErrorBody {
  const told = bodyOf(error.cause);
  if (told.code !== 'internal') return told;
  if (error.code === 'NOT_FOUND') return { code: 'not-found' };
  if (error.code === 'PARSE_ERROR' || error.code === 'BAD_REQUEST')
    return { code: 'malformed-request' };
  if (error.code === 'METHOD_NOT_SUPPORTED') return { code: 'method-not-allowed' };
  if (error.code === 'PAYLOAD_TOO_LARGE') return { code: 'body-too-large' };
  if (error.code === 'UNSUPPORTED_MEDIA_TYPE') return { code: 'unsupported-media-type' };
  return { code: 'internal' };
}
