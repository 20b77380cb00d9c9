import type { AnyRouter, TRPCError } from '@trpc/server';
import { fastifyRequestHandler } from '@trpc/server/adapters/fastify';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { DomainError } from '../platform/domain-error.ts';
import type { RequestContext } from '../platform/trpc.ts';
import { isRefusal, toErrorBody } from '../platform/trpc-errors.ts';

export interface TrpcEndpointOptions {
  router: AnyRouter;
  publicOrigin: string;
  contextOf: (request: FastifyRequest) => Promise<RequestContext>;
}

/** Calls in one request; our own clients batch at most this many. */
const MAX_BATCH = 10;

/** Mounts all procedures on `/trpc`. Whoever sends a cookie must come from our own pages. */
export function registerTrpc(app: FastifyInstance, options: TrpcEndpointOptions): void {
  void app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    // tRPC parses for itself; what reaches it is text that is valid UTF-8.
    scope.addContentTypeParser<Buffer>(
      'application/json',
      { parseAs: 'buffer' },
      async (_request: FastifyRequest, body: Buffer) => utf8(body),
    );
    scope.addHook('preHandler', async (request) => checkOrigin(request, options.publicOrigin));
    scope.route({
      method: ['GET', 'POST'],
      url: '/trpc/*',
      // A HEAD would reach the adapter's answer, which is a stream of its own that Fastify cannot measure.
      exposeHeadRoute: false,
      handler: async (request, reply) => {
        void reply.header('cache-control', 'no-store');
        const { '*': path = '' } = request.params as Record<string, string>;
        await fastifyRequestHandler({
          router: options.router,
          req: request,
          res: reply,
          path,
          maxBatchSize: MAX_BATCH,
          // Tokens are asked about by POST, since addresses end up in logs.
          allowMethodOverride: true,
          createContext: () => options.contextOf(request),
          responseMeta: ({ errors }) => retryAfter(errors),
          onError: ({ error, path: procedure }) => {
            if (isRefusal(error.cause) || error.code !== 'INTERNAL_SERVER_ERROR') return;
            request.log.error({ err: error.cause ?? error, procedure }, 'a procedure failed');
          },
        });
        return reply;
      },
    });
  });
}

/** The longest wait that any call of a batch was told. */
function retryAfter(errors: readonly TRPCError[]) {
  const seconds = Math.max(
    0,
    ...errors.map(({ cause }) => toErrorBody(cause).retryAfterSeconds ?? 0),
  );
  return seconds > 0 ? { headers: { 'retry-after': String(seconds) } } : {};
}

/** Only our own pages may act with a cookie; programs without one have nothing to steal. */
function checkOrigin(request: FastifyRequest, publicOrigin: string): void {
  if (request.method !== 'POST') return;
  const { origin, cookie } = request.headers;
  const foreign = origin === undefined ? cookie !== undefined : origin !== publicOrigin;
  if (foreign) throw new DomainError('forbidden');
}

function utf8(body: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(body);
  } catch (cause) {
    throw new DomainError('malformed-request', {}, { cause });
  }
}
