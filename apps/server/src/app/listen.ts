import type { FastifyInstance } from 'fastify';
import type { Env } from '../env.ts';
import { codeOf } from '../platform/error-code.ts';
import { portTaken } from './free-port.ts';

/** A crowd that comes back at once waits here for its turn; the system may allow less (Linux: 4,096). */
const BACKLOG = 4_096;

/** Opens the port; if somebody took it meanwhile, throws what `checkPort` would have. */
export async function listen(
  app: FastifyInstance,
  { port, host }: Pick<Env, 'port' | 'host'>,
): Promise<void> {
  try {
    await app.listen({ port, host, backlog: BACKLOG });
  } catch (error) {
    if (codeOf(error) === 'EADDRINUSE') throw await portTaken(port, host);
    throw error;
  }
}
