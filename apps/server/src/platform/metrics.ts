import type { FastifyInstance } from 'fastify';
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { forwardingHeader } from './host-guard.ts';
import { isLoopback } from './network-address.ts';

/** What the server measures of itself; labels are routes and states, never people. */
export interface Metrics {
  readonly registry: Registry;
  /** A number read when it is asked for, such as the sockets held or the mails waiting. */
  gauge(name: string, help: string, read: () => number | Promise<number>): void;
}

const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

export function createMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  return {
    registry,
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
 * Measures every request by route and serves `/metrics` to this machine alone: a scraper on the same
 * host reads it directly; whatever comes from elsewhere or through a proxy finds nothing there.
 */
export function registerMetrics(app: FastifyInstance, { registry }: Metrics): void {
  const durations = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Time from request to answer',
    labelNames: ['method', 'route', 'status'],
    buckets: SECONDS,
    registers: [registry],
  });
  app.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'none';
    const labels = {
      method: request.method,
      route,
      status: `${Math.floor(reply.statusCode / 100)}xx`,
    };
    durations.observe(labels, reply.elapsedTime / 1000);
  });
  app.get('/metrics', async (request, reply) => {
    if (!isLoopback(request.socket.remoteAddress) || forwardingHeader(request.raw))
      return reply.callNotFound();
    return reply
      .header('cache-control', 'no-store')
      .type(registry.contentType)
      .send(await registry.metrics());
  });
}
