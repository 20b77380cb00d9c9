import type { Server } from 'node:http';
import { Server as NetServer } from 'node:net';
import { setImmediate } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import type { Env } from '../env.ts';
import { codeOf } from '../platform/error-code.ts';
import type { Readiness } from '../platform/health.ts';
import { withinTime } from '../platform/time-limit.ts';
import { portTaken } from './free-port.ts';

/** Opens the port; if somebody took it meanwhile, throws what `checkPort` would have. */
export async function listen(
  app: FastifyInstance,
  { port, host }: Pick<Env, 'port' | 'host'>,
): Promise<void> {
  try {
    await app.listen({ port, host });
  } catch (error) {
    if (codeOf(error) === 'EADDRINUSE') throw await portTaken(port, host);
    throw error;
  }
}

/** Requests in flight get this long to finish. */
const FINISH_MS = 2_500;
/**
 * A proxy's idle connections are left open for this long: closed by us, one could be just taking a request,
 * which the proxy may not send again. docs/nginx.conf gives them up after a second.
 */
const IDLE_MS = 2_000;

/** Whether a proxy keeps connections to this node. */
export interface StoppingOptions {
  behindProxy: boolean;
}

/**
 * Takes no new connections, answers what still comes over the open ones (and has each closed by its answer),
 * lets requests in flight finish, then cuts what is left. So nothing that was sent here is lost.
 */
export async function stopListening(
  app: FastifyInstance,
  readiness: Readiness,
  { behindProxy }: StoppingOptions,
): Promise<void> {
  readiness.stop();
  const { server } = app;
  server.prependListener('request', (_request, response) => {
    response.setHeader('connection', 'close');
  });
  // A socket that would be opened now is better opened on another node: the proxy sees this one break off.
  server.removeAllListeners('upgrade');
  server.on('upgrade', (_request, socket) => socket.destroy());
  const cut = setTimeout(() => server.closeAllConnections(), FINISH_MS);
  try {
    if (behindProxy) await closeDoor(server);
    await app.close();
  } finally {
    clearTimeout(cut);
  }
}

/** Stops accepting connections, and waits for those that are open to end, as long as idle ones are left. */
async function closeDoor(server: Server): Promise<void> {
  // Right after the loop has accepted all that waited; what the system still held would be reset.
  await setImmediate();
  // Not the HTTP server's own `close`, which closes idle connections at once.
  const quiet = new Promise<void>((resolve) => {
    NetServer.prototype.close.call(server, () => resolve());
  });
  await withinTime(quiet, IDLE_MS, () => undefined);
}
