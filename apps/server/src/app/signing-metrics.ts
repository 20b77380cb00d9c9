import { Counter, Gauge, Histogram } from 'prom-client';
import type { SigningMetrics } from '../features/signing/signing.metrics.ts';
import type { Metrics } from '../platform/metrics.ts';

/** The two hot paths in figures: who waits, how much goes into one commit, how long it takes. */
export function createSigningMetrics({ registry }: Metrics): SigningMetrics {
  const labelNames = ['path'] as const;
  const registers = [registry];
  const queued = new Gauge({
    name: 'lantern_signing_queued',
    help: 'Callers waiting for a group commit',
    labelNames,
    registers,
  });
  const sizes = new Histogram({
    name: 'lantern_signing_batch_rows',
    help: 'Rows written in one group commit',
    labelNames,
    buckets: [1, 2, 5, 10, 25, 50, 100, 250, 500, 1_000],
    registers,
  });
  const durations = new Histogram({
    name: 'lantern_signing_commit_seconds',
    help: 'Time of one group commit',
    labelNames,
    buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5],
    registers,
  });
  const bisections = new Counter({
    name: 'lantern_signing_bisections_total',
    help: 'Batches that failed and were split',
    labelNames,
    registers,
  });
  return {
    groupCommit: (path) => ({
      queued: (length) => queued.set({ path }, length),
      committed: (size, milliseconds) => {
        sizes.observe({ path }, size);
        durations.observe({ path }, milliseconds / 1000);
      },
      bisected: () => bisections.inc({ path }),
    }),
  };
}
