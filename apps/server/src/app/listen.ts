import type { FastifyInstance } from 'fastify';
import type { Env } from '../env.ts';
import { codeOf } from '../platform/error-code.ts';
import type { Readiness } from '../platform/health.ts';
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

/** Takes no new requests, lets those in flight finish, then cuts what is left. */
export async function stopListening(app: FastifyInstance, readiness: Readiness): Promise<void> {
  readiness.stop();
  const cut = setTimeout(() => app.server.closeAllConnections(), FINISH_MS);
  try {
    await app.close();
  } finally {
    clearTimeout(cut);
  }
}
