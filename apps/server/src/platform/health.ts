import type { FastifyInstance } from 'fastify';
import { withinTime } from './time-limit.ts';

/** Looks at one part the server cannot do without; rejects when the part fails. */
type HealthCheck = () => Promise<unknown>;

/** Whether this node should be given requests. */
export interface Readiness {
  /** Adds a part under the name that `/readyz` reports it by. */
  add(part: string, check: HealthCheck): void;
  /** From now on not ready: the node is going away. */
  stop(): void;
  /** Names of the parts that fail now. */
  failing(): Promise<string[]>;
}

/** A part that does not answer within this is failing. */
const CHECK_MS = 2_000;

export function createReadiness(): Readiness {
  const checks = new Map<string, HealthCheck>();
  let stopping = false;
  return {
    add: (part, check) => checks.set(part, check),
    stop: () => {
      stopping = true;
    },
    failing: async () => {
      if (stopping) return ['stopping'];
      const results = await Promise.all(
        Array.from(checks, async ([part, check]) => ((await passes(check)) ? null : part)),
      );
      return results.filter((part) => part !== null);
    },
  };
}

async function passes(check: HealthCheck): Promise<boolean> {
  const looked = check().then(
    () => true,
    () => false,
  );
  return withinTime(looked, CHECK_MS, () => false);
}

/** `/healthz`: the process lives. `/readyz`: it should be given requests, or 503 and what fails. */
export function registerHealthRoutes(app: FastifyInstance, readiness: Readiness): void {
  app.get('/healthz', async (_request, reply) =>
    reply.header('cache-control', 'no-store').send({ status: 'alive' }),
  );
  app.get('/readyz', async (_request, reply) => {
    const failing = await readiness.failing();
    return reply
      .header('cache-control', 'no-store')
      .code(failing.length === 0 ? 200 : 503)
      .send(failing.length === 0 ? { status: 'ready' } : { status: 'not-ready', failing });
  });
}
