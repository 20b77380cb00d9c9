import { ERROR_STATUS, type ErrorCode, type FieldCode } from '@lantern/schemas/error-codes';
import { LOCALES, type Locale } from '@lantern/schemas/locale';
import { preferredLocale } from '@lantern/schemas/preferred-locale';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { allowFraming } from './answer-head.ts';
import type { Clock } from './clock.ts';
import { RETRY_AFTER_SECONDS } from './database-faults.ts';
import { createPageCache } from './page-cache.ts';
import { isPlainAddress, pageAddress, type Knowledge } from './page-address.ts';
import { sendPage, sendPrivately, toRenderedPage, type RenderedPage } from './rendered-page.ts';
import { framedBy } from './page-policy.ts';
import { toWebRequest } from './web-request.ts';

/** A sign form that was refused: drawn again with what was typed and what is wrong. */
interface FormState {
  values: Record<string, string>;
  fields: Record<string, FieldCode>;
  code: ErrorCode;
  retryAfterSeconds?: number | undefined;
}

/** What a rendering is for; becomes the load context of the public site. */
export interface RenderContext {
  requestId: string;
  request: FastifyRequest;
  formState?: FormState;
}

/** The public site as a function; app/web-app.ts makes it of the build. */
export type RenderWeb = (request: Request, context: RenderContext) => Promise<Response>;

export interface WebHostOptions {
  render: RenderWeb;
  clock: Clock;
  publicOrigin: string;
  /** Partners' codes; any other is no parameter of a page. */
  knows: Knowledge;
}

/** The public site's pages. */
export interface WebHost {
  /** Mounts `/`, every language's pages, and what search engines ask for. */
  register(app: FastifyInstance): void;
  /** Draws the page of any address; an unknown one is the site's own 404. */
  answer(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply>;
  /** Draws a page that other sites may frame, kept and shared like any other. */
  answerFramed(
    request: FastifyRequest,
    reply: FastifyReply,
    page: FramedPage,
  ): Promise<FastifyReply>;
  /** Draws a language's form again with its faults, under the fault's status. */
  answerFormFault(reply: FastifyReply, fault: FormFault): Promise<FastifyReply>;
}

/** A page for other people's sites. */
export interface FramedPage {
  /** Path and query as the page sees them, the same for everyone it is the same for: it is kept under this. */
  path: string;
  /** Who may frame it, as `frame-ancestors` names them; none: nobody. */
  ancestors: readonly string[];
}

export interface FormFault {
  locale: Locale;
  state: FormState;
}

/** What the public site tells search engines, beside its pages. */
const FOR_MACHINES = ['/robots.txt', '/sitemap.xml'] as const;

export function createWebHost({ render, clock, publicOrigin, knows }: WebHostOptions): WebHost {
  const cache = createPageCache<RenderedPage>({
    clock,
    keep: (page) => page.status === 200,
    failed: (page) => page.status >= 500,
  });

  const draw = async (request: FastifyRequest, path: string, formState?: FormState) => {
    const web = toWebRequest(request, { path, publicOrigin });
    const context = { requestId: request.id, request, ...(formState && { formState }) };
    return await toRenderedPage(await render(web, context));
  };

  const answer = async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
    const { key, path, personal } = await pageAddress(request.url, knows);
    if (personal || request.method === 'POST') {
      const page = await draw(request, path);
      if (page.status === 503) void reply.header('retry-after', String(RETRY_AFTER_SECONDS));
      void reply.header('x-robots-tag', 'noindex');
      sendPrivately(request, reply, page);
    } else sendPage(request, reply, await cache.get(key, () => draw(request, path)));
  };

  /** Most readers come by the plain address of a page that was drawn within the last second: nothing to wait for. */
  const answerSoon = (request: FastifyRequest, reply: FastifyReply): Promise<void> | undefined => {
    const { url, method } = request;
    const page = method !== 'POST' && isPlainAddress(url) ? cache.fresh(url) : undefined;
    if (!page) return answer(request, reply);
    sendPage(request, reply, page);
    return undefined;
  };

  return {
    answer: async (request, reply) => {
      await answer(request, reply);
      return reply;
    },
    register: (app) => {
      app.get('/', (request, reply) => chooseLanguage(request, { reply, knows }));
      for (const url of FOR_MACHINES) app.get(url, answer);
      for (const locale of LOCALES) {
        for (const url of [`/${locale}`, `/${locale}/*`])
          app.route({ method: ['GET', 'HEAD', 'POST'], url, handler: answerSoon });
      }
    },
    answerFramed: async (request, reply, { path, ancestors }) => {
      const page = await cache.get(path, () => draw(request, path));
      allowFraming(reply);
      sendPage(request, reply, { ...page, headers: framedBy(page.headers, ancestors) });
      return reply;
    },
    answerFormFault: async (reply, { locale, state }) => {
      const { request } = reply;
      // With the parameters it was sent with: the form of another edition comes back as that edition's.
      const address = `/${locale}${/\?.*/u.exec(request.url)?.[0] ?? ''}`;
      const { path } = await pageAddress(address, knows);
      const formPage = await draw(asGet(request), path, state);
      if (state.retryAfterSeconds)
        void reply.header('retry-after', String(state.retryAfterSeconds));
      sendPrivately(request, reply, { ...formPage, status: ERROR_STATUS[state.code] });
      return reply;
    },
  };
}

/** The form's page is read, whatever the request that failed was. */
function asGet(request: FastifyRequest): FastifyRequest {
  return Object.create(request, { method: { value: 'GET' } }) as FastifyRequest;
}

async function chooseLanguage(
  request: FastifyRequest,
  { reply, knows }: { reply: FastifyReply; knows: Knowledge },
): Promise<FastifyReply> {
  const { path } = await pageAddress(request.url, knows);
  const locale = preferredLocale(request.headers['accept-language']);
  return (
    reply
      .header('vary', 'accept-language')
      // A cache on the way that heeds no `Vary` would send everybody to the first reader's language.
      .header('cache-control', 'private, max-age=60')
      .redirect(`/${locale}${path.slice(1)}`, 302)
  );
}
