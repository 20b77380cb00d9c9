import type { IncomingMessage } from 'node:http';
import type { LiveMetrics } from './live-metrics.ts';

export interface AdmissionOptions {
  /** In words why this request may not be answered here; null lets it pass. */
  hostGuard: (request: IncomingMessage) => string | null;
  /** Most connections this node holds. */
  maxSockets: number;
  /**
   * The sender's network, for `maxPerNetwork`. Left out where it cannot be known: behind a proxy that is not
   * trusted, everybody would share one.
   */
  networkOf?: (request: IncomingMessage) => string;
  /** A vigil of hundreds on one Wi-Fi and a carrier's thousands behind one address must all be let in. */
  maxPerNetwork: number;
  sockets: () => number;
  metrics: () => LiveMetrics;
}

type Decision = (error: string | null, success: boolean) => void;

/** Refuses connections before any of their handshake is done; a refused browser reads the cached JSON instead. */
export function createAdmission(options: AdmissionOptions) {
  const perNetwork = new Map<string, number>();
  const refuse = (decide: Decision, reason: 'full' | 'network' | 'host') => {
    options.metrics().refused(reason);
    decide(reason, false);
  };

  function holds(request: IncomingMessage, network: string) {
    perNetwork.set(network, (perNetwork.get(network) ?? 0) + 1);
    request.socket.once('close', () => {
      const left = (perNetwork.get(network) ?? 1) - 1;
      if (left === 0) perNetwork.delete(network);
      else perNetwork.set(network, left);
    });
  }

  return (request: IncomingMessage, decide: Decision) => {
    if (options.hostGuard(request) !== null) return refuse(decide, 'host');
    if (options.sockets() >= options.maxSockets) return refuse(decide, 'full');
    const network = options.networkOf?.(request);
    if (network !== undefined) {
      if ((perNetwork.get(network) ?? 0) >= options.maxPerNetwork) return refuse(decide, 'network');
      holds(request, network);
    }
    decide(null, true);
  };
}
