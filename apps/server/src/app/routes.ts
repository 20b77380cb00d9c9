import type { Database } from '@lantern/db/database';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Env } from '../env.ts';
import { registerAuthRoutes } from '../features/auth/auth.routes.ts';
import { registerCountsRoutes } from '../features/counts/counts.routes.ts';
import { createLiveRepo } from '../features/live/live.repo.ts';
import { registerLiveRoutes } from '../features/live/live.routes.ts';
import { registerNewsRoutes } from '../features/news/news.routes.ts';
import { registerEmbedRoutes } from '../features/partners/embed.routes.ts';
import { registerPetitionRoutes } from '../features/petition/petition.routes.ts';
import { registerScreensRoutes } from '../features/screens/screens.routes.ts';
import { registerRsvpRoutes } from '../features/rsvp/rsvp.routes.ts';
import { registerSharingRoutes } from '../features/sharing/sharing.routes.ts';
import { registerOneClickRoutes } from '../features/signing/one-click.routes.ts';
import { registerSigningRoutes } from '../features/signing/signing.routes.ts';
import type { Keyring } from '../platform/keyring.ts';
import { registerDevMailRoutes } from '../platform/mail/dev-mail.routes.ts';
import { networkHash } from '../platform/network-address.ts';
import { registerClientFiles, registerSinglePageApp } from '../platform/static-files.ts';
import type { RequestContext } from '../platform/trpc.ts';
import type { WebHost } from '../platform/web-host.ts';
import type { AppRouter } from './app-router.ts';
import type { Services } from './deps.ts';
import type { Mail } from './mail.ts';
import { registerTrpc } from './trpc-endpoint.ts';
import type { BrowserBuilds } from './web-app.ts';

export interface RoutesDeps {
  env: Pick<Env, 'publicOrigin'>;
  db: Pick<Database, 'pool'>;
  keyring: Keyring;
  services: Services;
  router: AppRouter;
  mail: Mail;
  builds: BrowserBuilds;
  web: WebHost | null;
}

/** Everything with an address of its own, except the public site's pages. */
export async function registerRoutes(app: FastifyInstance, deps: RoutesDeps): Promise<void> {
  const { env, keyring, services, builds } = deps;
  const { publicOrigin } = env;
  const networkHashOf = (request: FastifyRequest) => networkHash(keyring, request.ip);
  const contextOf = async (request: FastifyRequest): Promise<RequestContext> => ({
    requestId: request.id,
    principal: await services.principalOf(request.headers),
    networkHash: networkHashOf(request),
  });
  registerTrpc(app, { router: deps.router, publicOrigin, contextOf });
  registerAuthRoutes(app, { ...services.auth, publicOrigin, networkHashOf });
  registerScreensRoutes(app, {
    service: services.screens,
    limit: services.auth.limit,
    publicOrigin,
    networkHashOf,
  });
  registerSigningRoutes(app, {
    service: services.signing,
    networkHashOf,
    renderFormFault: (reply, form) =>
      deps.web?.answerFormFault(reply, form) ??
      Promise.reject(new Error('the public site was not built')),
  });
  registerOneClickRoutes(app, services.signing);
  registerNewsRoutes(app, { service: services.news, principalOf: services.auth.principalOf });
  registerPetitionRoutes(app, services.petition);
  registerCountsRoutes(app, services.counts);
  registerSharingRoutes(app, services.sharing);
  registerRsvpRoutes(app, {
    pool: deps.db.pool,
    publicOrigin,
    mayShow: services.editions.isShown,
  });
  registerLiveRoutes(app, {
    repo: createLiveRepo(deps.db.pool),
    editionFor: services.editions.editionFor,
  });
  const { web } = deps;
  if (web)
    registerEmbedRoutes(app, {
      registry: services.partners.registry,
      answerFramed: (request, reply, page) => web.answerFramed(request, reply, page),
    });
  if (deps.mail.mailbox) registerDevMailRoutes(app, { mails: deps.mail.mailbox });
  if (builds.webClient) await registerClientFiles(app, { folder: builds.webClient, prefix: '/' });
  if (builds.dashboard)
    await registerSinglePageApp(app, { folder: builds.dashboard, prefix: '/dashboard/' });
  if (builds.field)
    await registerSinglePageApp(app, { folder: builds.field, prefix: '/dashboard/field/' });
}
