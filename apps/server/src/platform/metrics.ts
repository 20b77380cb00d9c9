import type { FastifyInstance } from 'fastify';
import { collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import { createAnswerDurations } from './answer-durations.ts';
import type { Answered } from './answer-log.ts';
import { forwardingHeader } from './host-guard.ts';
import { isLoopback } from './network-address.ts';

/** What the server measures of itself; labels are routes and states, never people. */
export interface Metrics {
  readonly registry: Registry;
  /** A number read when it is asked for, such as the sockets held or the mails waiting. */
  gauge(name: string, help: string, read: () => number | Promise<number>): void;
  /** Counts an answered request by its route. */
  answered: (answered: Answered) => void;
  /** All of it in Prometheus's words. */
  text(): Promise<string>;
}

export function createMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const durations = createAnswerDurations();
  return {
    registry,
    answered: durations.observe,
    text: async () => `${await registry.metrics()}${durations.text()}`,
    gauge: (name, help, read) => {
      // A gauge whose source fails is left out of the answer, so that the rest can still be read.
      const gauge: Gauge = new Gauge({
        name,
        help,
        registers: [registry],
        collect: async () => {
          try {
            gauge.set(await read());
          } catch {
            gauge.reset();
          }
        },
      });
    },
  };
}

/**
 * Serves `/metrics` to this machine alone: a scraper on the same host reads it directly; whatever comes from elsewhere
 * or through a proxy finds nothing there.
 */
export function registerMetrics(app: FastifyInstance, metrics: Metrics): void {
  app.get('/metrics', async (request, reply) => {
    if (!isLoopback(request.socket.remoteAddress) || forwardingHeader(request.raw))
      return reply.callNotFound();
    return reply
      .header('cache-control', 'no-store')
      .type(metrics.registry.contentType)
      .send(await metrics.text());
  });
}
