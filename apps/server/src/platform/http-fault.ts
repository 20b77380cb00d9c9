import type { ErrorBody } from '@lantern/schemas/error-body';
import { ERROR_STATUS, type ErrorCode } from '@lantern/schemas/error-codes';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ZodError } from 'zod';
import { databaseAway, isDatabaseGone } from './database-faults.ts';
import { DomainError } from './domain-error.ts';
import { codeOf } from './error-code.ts';
import { faultPage } from './http-fault-page.ts';
import { toErrorBody } from './trpc-errors.ts';

/** Fastify's own faults that are the sender's; every other one is ours. */
const FRAMEWORK_CODES: Record<string, ErrorCode> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'body-too-large',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'unsupported-media-type',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'malformed-request',
  FST_ERR_CTP_INVALID_JSON_BODY: 'malformed-request',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'malformed-request',
  FST_ERR_BAD_URL: 'malformed-request',
  FST_ERR_MAX_PARAM_LENGTH: 'malformed-request',
  FST_ERR_NOT_FOUND: 'not-found',
};

/** What a thrown value means in the words of our table. */
export function asFault(error: unknown): DomainError | ZodError | Error {
  if (error instanceof DomainError || error instanceof ZodError) return error;
  const known = FRAMEWORK_CODES[codeOf(error) ?? ''];
  if (known) return new DomainError(known, {}, { cause: error });
  const refused = refusedBy(error);
  if (refused) return new DomainError(refused, {}, { cause: error });
  if (isDatabaseGone(error)) return databaseAway(error);
  return error instanceof Error ? error : new Error('something that is no error was thrown');
}

/** Plugins say by a status what they refuse, such as a path that leaves the folder of files. */
function refusedBy(error: unknown): ErrorCode | null {
  const status = error instanceof Error && 'statusCode' in error ? Number(error.statusCode) : 0;
  if (status === 403 || status === 404) return 'not-found';
  return status >= 400 && status < 500 ? 'malformed-request' : null;
}

/** The JSON answer of a fault, with its status and, where it says so, `Retry-After`. */
function sendFault(reply: FastifyReply, fault: unknown, hint: string): FastifyReply {
  const body = toErrorBody(fault, reply.request.id);
  return faultHeaders(reply, body)
    .type('application/json; charset=utf-8')
    .send(hint === '' ? body : { ...body, message: hint });
}

/** Status and headers of a fault, whatever its body will be. */
function faultHeaders(reply: FastifyReply, body: ErrorBody): FastifyReply {
  if (body.retryAfterSeconds) void reply.header('retry-after', String(body.retryAfterSeconds));
  return reply.code(ERROR_STATUS[body.code]).header('cache-control', 'no-store');
}

/** Answers a fault in the way its sender reads best, with nothing but what is always there. */
export function answerPlainly(reply: FastifyReply, fault: unknown, hint = ''): FastifyReply {
  if (!wantsHtml(reply.request)) return sendFault(reply, fault, hint);
  const body = toErrorBody(fault, reply.request.id);
  const page = faultPage(body, ERROR_STATUS[body.code], hint);
  return faultHeaders(reply, body).type('text/html; charset=utf-8').send(page);
}

/** Whether the answer is for a person at a browser: it says so, or it sent a form. */
export function wantsHtml(request: FastifyRequest): boolean {
  const accept = request.headers.accept ?? '';
  if (accept.includes('text/html')) return true;
  const type = request.headers['content-type'] ?? '';
  const sentForm = /^(?:application\/x-www-form-urlencoded|multipart\/form-data)/iu.test(type);
  return sentForm && !accept.includes('application/json');
}
