import type { Socket } from 'node:net';
import Fastify, { LogController, type FastifyBaseLogger, type FastifyInstance } from 'fastify';
import { answerHead, nameAnswer } from './answer-head.ts';
import { createAnswerLog, type Answered } from './answer-log.ts';
import { answerPlainly, asFault } from './http-fault.ts';
import type { Logger } from './logger.ts';
import { createRequestIds } from './request-id.ts';
import { createRequestLog } from './request-log.ts';

export interface HttpServerOptions {
  log: Logger;
  /** Hears of every request that was answered. */
  onAnswered: (answered: Answered) => void;
  /** Whether browsers are to come by https only. */
  secure: boolean;
  /** Number of proxies in front whose word on the sender's address is taken. */
  trustProxy: number;
}

/** No request of ours is larger; a submission with every field at its limit is under 5 KB. */
const BODY_LIMIT_BYTES = 64 * 1024;

/** A slow sender holds a connection no longer than this. */
const HEADERS_MS = 10_000;
const REQUEST_MS = 20_000;
/** Who takes nothing of an answer for this long is gone, though the network has not said so. */
const STALLED_MS = 30_000;
/** Longer than a proxy keeps its idle connections (nginx: 60 s), so that ours is never the one to close first. */
const KEEP_ALIVE_MS = 65_000;
const CHECK_MS = 2_000;

/** A bare server with limits on size and time, one log line per request and ids of its own making. */
export function createHttpServer(options: HttpServerOptions): FastifyInstance {
  const { log, trustProxy } = options;
  // Fastify's own view of a logger, so that its types do not carry pino's through every route.
  const loggerInstance: FastifyBaseLogger = log;
  const app = Fastify({
    loggerInstance,
    childLoggerFactory: (_logger, { reqId }) => createRequestLog(log, String(reqId)),
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: createRequestIds(),
    requestIdHeader: false,
    bodyLimit: BODY_LIMIT_BYTES,
    trustProxy: trustProxy > 0 ? (_address: string, hop: number) => hop < trustProxy : false,
    requestTimeout: REQUEST_MS,
    connectionTimeout: STALLED_MS,
    keepAliveTimeout: KEEP_ALIVE_MS,
    forceCloseConnections: 'idle',
    // Its own words carry no `Retry-After`; see `leave.ts`.
    return503OnClosing: false,
    http: {
      headersTimeout: HEADERS_MS,
      requestTimeout: REQUEST_MS,
      connectionsCheckingInterval: CHECK_MS,
      ServerResponse: answerHead(options),
    },
    clientErrorHandler: answerBrokenConnection,
    // Faults before any route, such as an address that cannot be decoded; no hook has run.
    frameworkErrors: (error, request, reply) => {
      nameAnswer(reply, request.id);
      answerPlainly(reply, asFault(error));
    },
  });
  // Callbacks, since a promise for each hook costs more than what they do.
  app.addHook('onRequest', (request, reply, done) => {
    nameAnswer(reply, request.id);
    done();
  });
  tellAnswers(app, options);
  return app;
}

function tellAnswers(app: FastifyInstance, { log, onAnswered }: HttpServerOptions): void {
  const logAnswer = createAnswerLog(log);
  app.addHook('onResponse', (request, reply, done) => {
    const answered = {
      reqId: request.id,
      method: request.method,
      route: request.routeOptions.url ?? 'none',
      status: reply.statusCode,
      ms: reply.elapsedTime,
    };
    logAnswer(answered);
    onAnswered(answered);
    done();
  });
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
