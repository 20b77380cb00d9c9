import { errorCodeSchema } from '@lantern/schemas/error-body';
import { ERROR_STATUS, type ErrorCode } from '@lantern/schemas/error-codes';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { toErrorBody } from '../../platform/trpc-errors.ts';
import { DomainError } from '../../platform/domain-error.ts';
import { AGAIN_HEADER, INVITATION_HEADER, type AuthEngine } from './auth-engine.ts';
import type { AuthLimit } from './auth-limit.ts';
import { passkeyNameSchema } from './passkey-name.ts';

export interface AuthRoutesDeps {
  engine: Pick<AuthEngine, 'handler'>;
  publicOrigin: string;
  limit: AuthLimit;
  networkHashOf: (request: FastifyRequest) => Buffer;
  /** Who sends a request; null for nobody. */
  principalOf: (headers: { cookie?: string | undefined }) => Promise<{ sessionId: string } | null>;
  /** Ends the session that signing in once more has replaced. */
  endReplaced: (sessionId: string) => Promise<void>;
}

/**
 * What of better-auth can be reached, and by which method it wants it. Ours is POST for all: a ceremony that
 * begins writes its challenge down, and no GET may write.
 */
const ENDPOINTS = {
  '/passkey/generate-register-options': 'GET',
  '/passkey/verify-registration': 'POST',
  '/passkey/generate-authenticate-options': 'GET',
  '/passkey/verify-authentication': 'POST',
  '/get-session': 'POST',
  '/sign-out': 'POST',
} as const;
type Path = keyof typeof ENDPOINTS;
// Object.keys types them as any strings.
const PATHS = Object.keys(ENDPOINTS) as Path[];

// No address and no user agent: what better-auth is not told it cannot keep.
const PASSED_ON = ['cookie', 'origin', 'referer', 'content-type', INVITATION_HEADER, AGAIN_HEADER];
const BODY_LIMIT = 64 * 1024;

/** Mounts the passkey ceremonies on `/api/auth/…`. Answers 4xx with the shared error body. */
export function registerAuthRoutes(app: FastifyInstance, deps: AuthRoutesDeps): void {
  for (const path of PATHS) {
    app.post(`/api/auth${path}`, { bodyLimit: BODY_LIMIT }, (request, reply) =>
      answer(deps, { path, request, reply }),
    );
  }
}

interface Exchange {
  path: Path;
  request: FastifyRequest;
  reply: FastifyReply;
}

async function answer(deps: AuthRoutesDeps, { path, request, reply }: Exchange) {
  void reply.header('cache-control', 'no-store');
  const retryAfterSeconds = deps.limit.take(deps.networkHashOf(request));
  if (retryAfterSeconds !== null) return refuse(reply, 'too-many-requests', retryAfterSeconds);
  if (request.headers.origin !== deps.publicOrigin) return refuse(reply, 'forbidden');
  let passedOn: Request;
  try {
    passedOn = toFetchRequest(deps.publicOrigin, path, request);
  } catch {
    return refuse(reply, 'malformed-request');
  }
  // better-auth begins another session at every sign-in and leaves the last one open, which would let a
  // stolen copy of it live on for hours.
  const replaced =
    path === '/passkey/verify-authentication' ? await deps.principalOf(request.headers) : null;
  const answered = await deps.engine.handler(passedOn);
  for (const cookie of answered.headers.getSetCookie()) void reply.header('set-cookie', cookie);
  const body: unknown = await answered.json().catch(() => null);
  if (answered.status >= 400) {
    // A ceremony that cannot be verified is a 500 with a code of the library's; a fault of ours has none.
    const isOurs = answered.status >= 500 && typeof Object(body).code !== 'string';
    const code = isOurs ? 'internal' : codeOf(path, body);
    request.log.warn({ path, code, status: answered.status }, 'passkey ceremony refused');
    return refuse(reply, code);
  }
  if (replaced) await deps.endReplaced(replaced.sessionId);
  return reply.status(answered.status).send(told(path, body));
}

function refuse(reply: FastifyReply, code: ErrorCode, retryAfterSeconds?: number) {
  if (retryAfterSeconds) void reply.header('retry-after', String(retryAfterSeconds));
  const error = new DomainError(code, retryAfterSeconds ? { retryAfterSeconds } : {});
  return reply.status(ERROR_STATUS[code]).send(toErrorBody(error, reply.request.id));
}

function toFetchRequest(origin: string, path: Path, request: FastifyRequest): Request {
  const headers = new Headers();
  for (const name of PASSED_ON) {
    const value = request.headers[name];
    if (typeof value === 'string') headers.set(name, value);
  }
  const method = ENDPOINTS[path];
  // The query is dropped: names and contexts a caller puts there would be stored as they are.
  return new Request(new URL(`/api/auth${path}`, origin), {
    method,
    headers,
    ...(method === 'POST' ? { body: JSON.stringify(bodyOf(path, request.body)) } : {}),
  });
}

const ceremonySchema = z.object({
  response: z.record(z.string(), z.unknown()),
  name: passkeyNameSchema.optional(),
  createSession: z.boolean().optional(),
});

/** Throws zod's error for a body that is no ceremony's. */
function bodyOf(path: Path, body: unknown): unknown {
  return path.startsWith('/passkey/') ? ceremonySchema.parse(body) : {};
}

/** Ours where a rule of ours spoke; else one answer per ceremony, alike for known and unknown. */
function codeOf(path: Path, body: unknown): ErrorCode {
  const named = errorCodeSchema.safeParse(Object(body).code);
  if (named.success) return named.data;
  return path === '/passkey/verify-registration' ? 'malformed-request' : 'not-signed-in';
}

/** What the page needs of an answer; sessions, tokens and keys stay here. */
function told(path: Path, body: unknown): unknown {
  if (path === '/passkey/generate-register-options') return body;
  // better-auth only asks for "preferred"; the gate refuses what is not verified.
  if (path === '/passkey/generate-authenticate-options')
    return { ...Object(body), userVerification: 'required' };
  if (path === '/get-session') return { signedIn: body !== null };
  return { ok: true };
}
