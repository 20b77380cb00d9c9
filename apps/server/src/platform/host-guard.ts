import type { IncomingMessage } from 'node:http';
import { isLoopback } from './network-address.ts';

/** What the guard needs to know of the installation. */
export interface HostGuardOptions {
  mode: 'local' | 'production';
  publicOrigin: string;
  trustProxy: number;
  /** Called for a request with forwarding headers although no proxy is trusted (production). */
  onUntrustedForwarding?: () => void;
}

/** In words for the person at the browser; null lets the request pass. */
export type HostGuard = (request: IncomingMessage) => string | null;

/** A load balancer or a container's probe knows only an address, so these answer under any name. */
const PROBED = new Set(['/healthz', '/readyz', '/metrics']);

const LOCAL_NAMES = new Set(['localhost', '127.0.0.1', '[::1]']);

const FORWARDING = new Set([
  'forwarded',
  'via',
  'x-real-ip',
  'x-client-ip',
  'x-cluster-client-ip',
  'x-original-host',
  'cf-connecting-ip',
  'true-client-ip',
  'fastly-client-ip',
  'fly-client-ip',
]);

/**
 * Decides before anything else whether a request may be answered here. Local mode has development
 * doors (the mailbox, rehearsals), so it serves this machine alone: a foreign name (DNS rebinding), a
 * foreign peer, or any sign of a proxy is refused. Production answers to its own name only, so that
 * no cache or link ever carries another.
 */
export function createHostGuard(options: HostGuardOptions): HostGuard {
  return options.mode === 'local' ? localGuard : productionGuard(options);
}

function localGuard(request: IncomingMessage): string | null {
  if (!isLoopback(request.socket.remoteAddress))
    return 'This Lantern runs in local mode and answers only to the machine it runs on.';
  const header = forwardingHeader(request);
  if (header)
    return `This Lantern runs in local mode and refuses what comes through a proxy (header ${header}). For the public, set PUBLIC_ORIGIN to an https address and start in production mode.`;
  if (!LOCAL_NAMES.has(hostname(request.headers.host)))
    return 'This Lantern runs in local mode and answers only as localhost.';
  return null;
}

function productionGuard({
  publicOrigin,
  trustProxy,
  onUntrustedForwarding,
}: HostGuardOptions): HostGuard {
  const { host } = new URL(publicOrigin);
  return (request) => {
    const { headers } = request;
    if (trustProxy === 0 && forwardingHeader(request)) onUntrustedForwarding?.();
    if (headers.host === host || PROBED.has(pathOf(request))) return null;
    // A browser names the default port never, a proxy sometimes.
    const named = (headers.host ?? '').toLowerCase().replace(/:443$/u, '');
    return named === host ? null : `This Lantern answers only as ${host}.`;
  };
}

/** The name of the first header that only a proxy adds. */
export function forwardingHeader({ headers }: IncomingMessage): string | undefined {
  // Without a list of the names: this is asked of each request.
  for (const name in headers) {
    if (FORWARDING.has(name) || name.startsWith('x-forwarded')) return name;
  }
  return undefined;
}

function hostname(host: string | undefined): string {
  return (host ?? '').toLowerCase().replace(/:\d+$/u, '');
}

function pathOf(request: IncomingMessage): string {
  return (request.url ?? '').split('?', 1)[0] ?? '';
}
