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
  // Not async: an awaited reply is waited for by listening to its stream, which costs as much again.
  app.get('/*', (_request, reply) => {
    void reply.type(type);
    if (encoding) void reply.header('content-encoding', encoding);
    void reply.send(body);
  });
  return { port: await listen(app) };
});
