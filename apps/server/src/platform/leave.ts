import { Server, type Socket } from 'node:net';
import { setImmediate, setTimeout as delay } from 'node:timers/promises';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { DomainError } from './domain-error.ts';

interface LeaveOptions {
  /** Whether a proxy keeps connections to this node. */
  behindProxy: boolean;
}

/** Ends a server's listening without cutting off anyone whose request it took. */
export interface Leave {
  /** Resolves when all have their answer, or after {@link CUT_AFTER_MS}, when what is left is cut. */
  begin(options: LeaveOptions): Promise<void>;
}

/**
 * A connection that looks idle may have a request on its way to us, and who sent it could not know whether we acted
 * on it. So they stay open for this long, and each answer says that it is the connection's last. A proxy may not
 * send a POST again elsewhere; docs/nginx.conf gives idle connections up after a second.
 */
const UNDER_WAY_MS = 400;
const UNDER_WAY_BEHIND_PROXY_MS = 2_000;
/** A request without an answer by then, such as one that waits for its database or its own body, is refused. */
const REFUSE_AFTER_MS = 2_200;
const CUT_AFTER_MS = 2_500;
const LOOK_MS = 20;
/** A proxy has another node by then, or a supervisor has started this one again. */
const RETRY_AFTER_SECONDS = 5;

/** Keeps account of the requests in hand, for the end; added before any route. */
export function prepareLeave(app: FastifyInstance): Leave {
  // By connection: a listener on each costs less than one on each request.
  const inHand = new Map<Socket, FastifyReply | null>();
  let refusing = false;
  // Callbacks, since a promise for each hook costs more than what they do.
  app.addHook('onRequest', (request, reply, done) => {
    const { socket } = request.raw;
    if (!inHand.has(socket)) socket.once('close', () => inHand.delete(socket));
    inHand.set(socket, reply);
    done(refusing ? gone() : undefined);
  });
  app.addHook('onResponse', (request, _reply, done) => {
    const { socket } = request.raw;
    if (inHand.has(socket)) inHand.set(socket, null);
    done();
  });
  const replies = () => [...inHand.values()].filter((reply) => reply !== null);

  async function begin({ behindProxy }: LeaveOptions): Promise<void> {
    const begun = performance.now();
    const until = (ms: number) => Math.max(0, begun + ms - performance.now());
    await closePort(app);
    for (const { raw } of replies()) if (!raw.headersSent) raw.setHeader('connection', 'close');
    await quiet(app, until(behindProxy ? UNDER_WAY_BEHIND_PROXY_MS : UNDER_WAY_MS));
    refusing = true;
    const closed = app.close();
    await Promise.race([closed, delay(until(REFUSE_AFTER_MS))]);
    for (const reply of replies()) if (!reply.sent) void reply.send(gone());
    await Promise.race([closed, delay(until(CUT_AFTER_MS))]);
    app.server.closeAllConnections();
  }

  return { begin };
}

const gone = () => new DomainError('unavailable', { retryAfterSeconds: RETRY_AFTER_SECONDS });

/** Takes no new connections, and has each of the open ones closed by its next answer. */
async function closePort({ server }: FastifyInstance): Promise<void> {
  server.prependListener('request', (_request, response) => {
    response.setHeader('connection', 'close');
  });
  // A socket that would be opened now is better opened on another node: the proxy sees this one break off.
  server.removeAllListeners('upgrade');
  server.on('upgrade', (_request, socket) => socket.destroy());
  // Right after the loop has accepted all that waited; what the system still held would be reset.
  await setImmediate();
  // Not the HTTP server's own `close`, which closes idle connections at once.
  Server.prototype.close.call(server);
}

/** Resolves when no connection is left, or after so long. */
async function quiet({ server }: FastifyInstance, limitMs: number): Promise<void> {
  const end = performance.now() + limitMs;
  const left = () => {
    const { promise, resolve } = Promise.withResolvers<number>();
    server.getConnections((error, count) => resolve(error ? 0 : count));
    return promise;
  };
  while (performance.now() < end && (await left()) > 0) await delay(LOOK_MS);
}
