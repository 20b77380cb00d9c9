import type { Socket } from 'node:net';
import Fastify, { LogController, type FastifyBaseLogger, type FastifyInstance } from 'fastify';
import { answerPlainly, asFault } from './http-fault.ts';
import type { Logger } from './logger.ts';
import { CLOSED_POLICY } from './security-headers.ts';

export interface HttpServerOptions {
  log: Logger;
  newId: () => string;
  /** Number of proxies in front whose word on the sender's address is taken. */
  trustProxy: number;
}

/** No request of ours is larger; a submission with every field at its limit is under 5 KB. */
const BODY_LIMIT_BYTES = 64 * 1024;

/** A slow sender holds a connection no longer than this. */
const HEADERS_MS = 10_000;
const REQUEST_MS = 20_000;
/** Longer than a proxy keeps its idle connections (nginx: 60 s), so that ours is never the one to close first. */
const KEEP_ALIVE_MS = 65_000;
const CHECK_MS = 2_000;

/** A bare server with limits on size and time, one log line per request and ids of its own making. */
export function createHttpServer({ log, newId, trustProxy }: HttpServerOptions): FastifyInstance {
  // Fastify's own view of a logger, so that its types do not carry pino's through every route.
  const loggerInstance: FastifyBaseLogger = log;
  const app = Fastify({
    loggerInstance,
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: newId,
    requestIdHeader: false,
    bodyLimit: BODY_LIMIT_BYTES,
    trustProxy: trustProxy > 0 ? (_address: string, hop: number) => hop < trustProxy : false,
    requestTimeout: REQUEST_MS,
    keepAliveTimeout: KEEP_ALIVE_MS,
    forceCloseConnections: 'idle',
    // What was sent here before the port closed is answered: a proxy may not send a POST again elsewhere.
    return503OnClosing: false,
    http: {
      headersTimeout: HEADERS_MS,
      requestTimeout: REQUEST_MS,
      connectionsCheckingInterval: CHECK_MS,
    },
    clientErrorHandler: answerBrokenConnection,
    // Faults before any route, such as an address that cannot be decoded.
    frameworkErrors: (error, request, reply) => {
      // No hook has run, so what the hooks would have added is added here.
      void reply.headers({
        'x-request-id': request.id,
        'x-content-type-options': 'nosniff',
        'content-security-policy': CLOSED_POLICY,
      });
      answerPlainly(reply, asFault(error));
    },
  });
  app.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'none';
    const ms = Math.round(reply.elapsedTime);
    request.log.info({ method: request.method, route, status: reply.statusCode, ms }, 'answered');
  });
  return app;
}

/** What is not HTTP at all, or came too slowly, or with too many headers. */
function answerBrokenConnection(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) return;
  const status =
    error.code === 'ERR_HTTP_REQUEST_TIMEOUT'
      ? '408 Request Timeout'
      : error.code === 'HPE_HEADER_OVERFLOW'
        ? '431 Request Header Fields Too Large'
        : '400 Bad Request';
  const body = JSON.stringify({ code: 'malformed-request' });
  socket.end(
    `HTTP/1.1 ${status}\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\nConnection: close\r\n\r\n${body}`,
  );
}
