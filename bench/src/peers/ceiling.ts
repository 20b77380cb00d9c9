import { submissionSchema } from '@lantern/schemas/signature';
import { createApp } from '@lantern/server/create-app';
import { createReadiness } from '@lantern/server/health';
import { createLogger, destinationOf } from '@lantern/server/logger';
import { createMetrics } from '@lantern/server/metrics';
import Fastify, { type FastifyInstance } from 'fastify';
import { answerJobs } from '../program.ts';
import { listen } from './listen.ts';

/**
 * Takes a signature, validates it by the same schema and answers without doing anything: what signing could reach
 * if everything behind HTTP cost nothing. `bare` is Fastify as it comes; `lantern` is this server's own application,
 * with its guards, headers, limits, measuring and log, and nothing but this route.
 */
export interface CeilingJob {
  stack: 'bare' | 'lantern';
}

answerJobs(async ({ stack }: CeilingJob): Promise<{ port: number }> => {
  const app = stack === 'bare' ? Fastify() : await lanternApp();
  if (stack === 'bare') route(app);
  return { port: await listen(app) };
});

async function lanternApp(): Promise<FastifyInstance> {
  const { app } = await createApp({
    env: { mode: 'local', publicOrigin: 'http://localhost:4000', trustProxy: 0 },
    log: createLogger('warn', destinationOf('local')),
    readiness: createReadiness(),
    metrics: createMetrics(),
    web: null,
    routes: async (instance) => route(instance),
  });
  return app;
}

function route(app: FastifyInstance): void {
  app.post('/api/v1/signatures', async (request, reply) => {
    submissionSchema.parse(request.body);
    void reply.code(202);
    return {};
  });
}
