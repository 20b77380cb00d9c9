import type { FastifyInstance } from 'fastify';

/** Listens on a free port of the loopback interface, and answers which. */
export async function listen(app: FastifyInstance): Promise<number> {
  const address = await app.listen({ port: 0, host: '127.0.0.1' });
  return Number(new URL(address).port);
}
