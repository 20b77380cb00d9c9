import Fastify from 'fastify';
import { answerJobs } from '../program.ts';
import { listen } from './listen.ts';

/** Answers every GET with the same bytes: what Fastify takes for an answer of that size. */
export interface FixedJob {
  bytes: number;
  type: string;
  /** Of the body, where it stands for a compressed one. */
  encoding: string | null;
}

answerJobs(async ({ bytes, type, encoding }: FixedJob): Promise<{ port: number }> => {
  const app = Fastify();
  const body = Buffer.alloc(bytes, 'x');
  app.get('/*', async (_request, reply) => {
    void reply.type(type);
    if (encoding) void reply.header('content-encoding', encoding);
    return await reply.send(body);
  });
  return { port: await listen(app) };
});
