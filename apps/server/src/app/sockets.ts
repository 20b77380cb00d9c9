import type { FastifyInstance } from 'fastify';
import { createLiveServer, type LiveServer } from '../features/live/live.server.ts';
import type { HostGuard } from '../platform/host-guard.ts';
import { clientAddress, networkOf } from '../platform/network-address.ts';
import type { Base } from './base.ts';
import type { Services } from './deps.ts';

export interface SocketsDeps {
  app: FastifyInstance;
  guard: HostGuard;
  services: Services;
}

/** Opens `/socket.io` on the server's own port, behind the same guard as every request. */
export function openSockets(base: Base, { app, guard, services }: SocketsDeps): LiveServer {
  const { env, log, metrics, databaseUrl } = base;
  const { editionsForStaff, counts, principalOf } = services;
  return createLiveServer({
    httpServer: app.server,
    databaseUrl,
    metrics,
    readTick: counts.readTick,
    editionFor: editionsForStaff.editionFor,
    principalOf,
    publicOrigin: env.publicOrigin,
    localMode: env.mode === 'local',
    monotonic: () => performance.now(),
    hostGuard: guard,
    ...(env.trustProxy > 0 && {
      networkOf: (request) => networkOf(clientAddress(request, env.trustProxy)),
    }),
    onError: (error, part) => log.warn({ err: error, part }, 'live: will try again'),
  });
}
