import type { SyncReply } from '@lantern/schemas/live';
import { Counter, Histogram } from 'prom-client';
import type { Metrics } from '../../platform/metrics.ts';

export interface LiveMetrics {
  /** Times the handing of one tick to all of an edition's sockets. */
  tick: (emit: () => Promise<void>) => Promise<void>;
  event: () => void;
  sync: (status: SyncReply['status']) => void;
  refused: (reason: 'full' | 'network' | 'host') => void;
}

/** What the live part tells `/metrics`. */
export function createLiveMetrics(source: Metrics, sockets: () => number): LiveMetrics {
  const registers = [source.registry];
  source.gauge('lantern_live_sockets', 'Sockets held by this node', sockets);
  const emit = new Histogram({
    name: 'lantern_live_tick_seconds',
    help: 'Time to hand one tick to all sockets of an edition',
    buckets: [0.001, 0.005, 0.02, 0.1, 0.5, 2],
    registers,
  });
  const ticks = new Counter({ name: 'lantern_live_ticks_total', help: 'Ticks emitted', registers });
  const events = new Counter({
    name: 'lantern_live_events_total',
    help: 'Events emitted',
    registers,
  });
  const syncs = new Counter({
    name: 'lantern_live_syncs_total',
    help: 'Answers to sync',
    labelNames: ['status'],
    registers,
  });
  const refusals = new Counter({
    name: 'lantern_live_refused_total',
    help: 'Connections refused before the handshake',
    labelNames: ['reason'],
    registers,
  });
  return {
    tick: async (work) => {
      const done = emit.startTimer();
      await work();
      done();
      ticks.inc();
    },
    event: () => events.inc(),
    sync: (status) => syncs.inc({ status }),
    refused: (reason) => refusals.inc({ reason }),
  };
}
