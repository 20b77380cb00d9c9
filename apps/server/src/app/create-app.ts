import { preferredLocale } from '@lantern/schemas/preferred-locale';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Env } from '../env.ts';
import { DomainError } from '../platform/domain-error.ts';
import { registerHealthRoutes, type Readiness } from '../platform/health.ts';
import { createHostGuard, type HostGuard } from '../platform/host-guard.ts';
import { registerBodyParsers } from '../platform/http-body.ts';
import { answerPlainly, asFault, wantsHtml } from '../platform/http-fault.ts';
import { watchMethods } from '../platform/http-methods.ts';
import { createHttpServer } from '../platform/http-server.ts';
import { prepareLeave, type Leave } from '../platform/leave.ts';
import type { Logger } from '../platform/logger.ts';
import { registerMetrics, type Metrics } from '../platform/metrics.ts';
import { isRefusal, toErrorBody } from '../platform/trpc-errors.ts';
import type { WebHost } from '../platform/web-host.ts';

export interface AppOptions {
  env: Pick<Env, 'mode' | 'publicOrigin' | 'trustProxy'>;
  log: Logger;
  readiness: Readiness;
  metrics: Metrics;
  /** The public site; null where it was not built. */
  web: WebHost | null;
  /** Mounts what the features and the two apps serve. */
  routes: (app: FastifyInstance) => Promise<void>;
}

/** The server, not yet listening, how it leaves, and the guard that sockets must pass as well. */
export interface LanternApp {
  app: FastifyInstance;
  leave: Leave;
  guard: HostGuard;
}

/** The address whose faults are answered to a form's sender by its page. */
const SIGN_FORM = '/api/v1/signatures';

/** A body up to this size is read to its end after a refusal, so that a browser gets to see the answer. */
const DRAINED_BYTES = 32 * 1024 * 1024;

/** Puts together everything that speaks HTTP, in the order in which a request meets it. */
export async function createApp(options: AppOptions): Promise<LanternApp> {
  const { env, log, readiness, metrics } = options;
  const app = createHttpServer({
    log,
    trustProxy: env.trustProxy,
    secure: env.mode === 'production',
    onAnswered: metrics.answered,
  });
  const leave = prepareLeave(app);
  const methods = watchMethods(app);
  const guard = createHostGuard({ ...env, onUntrustedForwarding: warnOnce(log) });
  app.setErrorHandler<FastifyError>((error, request, reply) =>
    answerFault(error, { request, reply, web: options.web }),
  );
  app.setNotFoundHandler((request, reply) => {
    const allowed = methods.of(request.url.split('?', 1)[0] ?? '');
    if (allowed.length === 0 || allowed.includes(request.method))
      return answerMissing(request, reply, options.web);
    void reply.header('allow', allowed.join(', '));
    throw new DomainError('method-not-allowed');
  });
  app.addHook('onRequest', (request, reply, done) => {
    const refused = guard(request.raw);
    if (refused !== null) answerPlainly(reply, new DomainError('host-refused'), refused);
    // PostgreSQL holds no null bytes, so no address of ours has one.
    else if (request.url.includes('%00')) done(new DomainError('malformed-request'));
    else done();
  });
  registerBodyParsers(app);
  registerHealthRoutes(app, readiness);
  registerMetrics(app, metrics);
  await options.routes(app);
  options.web?.register(app);
  return { app, leave, guard };
}

interface Exchange {
  request: FastifyRequest;
  reply: FastifyReply;
  web: WebHost | null;
}

async function answerFault(
  error: unknown,
  { request, reply, web }: Exchange,
): Promise<FastifyReply> {
  const fault = asFault(error);
  const body = toErrorBody(fault, request.id);
  if (!isRefusal(fault)) request.log.error({ err: fault }, 'a request failed');
  keepReading(request, reply);
  if (
    web &&
    wantsHtml(request) &&
    request.method === 'POST' &&
    request.routeOptions.url === SIGN_FORM
  ) {
    const locale = preferredLocale(request.headers['accept-language']);
    const state = { ...body, values: {}, fields: body.fields ?? {} };
    const drawn = await web.answerFormFault(reply, { locale, state }).catch(() => null);
    if (drawn) return drawn;
  }
  return answerPlainly(reply, fault);
}

async function answerMissing(
  request: FastifyRequest,
  reply: FastifyReply,
  web: WebHost | null,
): Promise<FastifyReply> {
  const isRead = request.method === 'GET' || request.method === 'HEAD';
  if (web && isRead && wantsHtml(request)) return await web.answer(request, reply);
  throw new DomainError('not-found');
}

/** Closing at once would make the browser show a broken connection instead of what was wrong. */
function keepReading(request: FastifyRequest, reply: FastifyReply): void {
  // Said beforehand by a node that stops: the connection has no next request.
  if (reply.raw.hasHeader('connection')) return;
  const announced = Number(request.headers['content-length'] ?? Infinity);
  if (announced <= DRAINED_BYTES) void reply.removeHeader('connection');
}

function warnOnce(log: Logger): () => void {
  let warned = false;
  return () => {
    if (warned) return;
    warned = true;
    log.warn(
      'Requests carry forwarding headers but TRUST_PROXY is not set: every visitor seems to come from the proxy, so limits by network hit all of them at once. Set TRUST_PROXY to the number of proxies in front.',
    );
  };
}
