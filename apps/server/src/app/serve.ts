import { DomainError } from '../platform/domain-error.ts';
import { networkHash } from '../platform/network-address.ts';
import type { Knowledge } from '../platform/page-address.ts';
import { isRefusal } from '../platform/trpc-errors.ts';
import { createCallerFactory } from '../platform/trpc.ts';
import {
  createWebHost,
  type RenderContext,
  type RenderWeb,
  type WebHost,
} from '../platform/web-host.ts';
import { createAppRouter, type AppRouter } from './app-router.ts';
import type { Base } from './base.ts';
import { createApp } from './create-app.ts';
import { listen } from './listen.ts';
import { registerRoutes } from './routes.ts';
import type { OpenedServices } from './services.ts';
import { openSockets } from './sockets.ts';
import { findBrowserBuilds, loadWebApp, type BrowserBuilds } from './web-app.ts';

/** Opens everything that speaks HTTP, the port last. `root` is where the browser apps were built. */
export async function serve(base: Base, opened: OpenedServices, root: string): Promise<void> {
  const { env, stack, progress, readiness } = base;
  const { services, mail } = opened;
  const router = createAppRouter(services);
  const builds = findBrowserBuilds(root);
  const web = await openWeb(base, {
    builds,
    router,
    knows: {
      isRef: services.partners.registry.isKnown,
      isCity: async (slug) =>
        (await services.counts.cities(undefined)).body.cities.some((city) => city.slug === slug),
    },
    together: services.editions.together,
  });
  const { app, leave, guard } = await createApp({
    ...base,
    web,
    routes: (instance) =>
      registerRoutes(instance, { ...base, services, router, mail, builds, web }),
  });
  await app.ready();
  const live = openSockets(base, { app, guard, services });
  opened.onEndSessions(live.endSessionsOf);
  stack.push({
    name: 'requests and sockets',
    limitMs: 3_000,
    run: () => {
      readiness.stop();
      const behindProxy = env.trustProxy > 0;
      return Promise.all([live.close(), leave.begin({ behindProxy })]);
    },
  });
  await progress.step(`Listening on ${env.host}, port ${env.port}`, () => listen(app, env));
}

interface WebParts {
  builds: BrowserBuilds;
  router: AppRouter;
  knows: Knowledge;
  /** From petition: one page, one knowledge of editions. */
  together: <T>(work: () => Promise<T>) => Promise<T>;
}

async function openWeb(
  base: Base,
  { builds, router, knows, together }: WebParts,
): Promise<WebHost | null> {
  const { env, clock, keyring, log } = base;
  if (!builds.webServer) {
    log.warn('the public site was not built: only the interfaces are served');
    return null;
  }
  const call = createCallerFactory(router);
  // Pages are the same for everyone, so they are drawn as nobody in particular.
  const apiFor = ({ requestId, request }: RenderContext) =>
    call(
      { requestId, principal: null, networkHash: networkHash(keyring, request.ip) },
      {
        // A page answers a coded fault in its own words; what it came of is told here, or nowhere.
        onError: ({ error: { cause }, path: procedure }) => {
          if (cause instanceof DomainError && !isRefusal(cause))
            request.log.error({ err: cause, procedure }, 'a procedure failed');
        },
      },
    );
  const draw = await loadWebApp(builds.webServer, apiFor);
  const render: RenderWeb = (request, context) => together(() => draw(request, context));
  return createWebHost({ render, clock, publicOrigin: env.publicOrigin, knows });
}
