import { LOCALES, type Locale } from '@lantern/schemas/locale';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { FramedPage } from '../../platform/web-host.ts';
import type { PartnerRegistry } from './partner-registry.ts';
import type { RegisteredPartner } from './partners.repo.ts';

export interface EmbedRoutesDeps {
  registry: Pick<PartnerRegistry, 'find'>;
  /** Draws a page that other sites may frame. */
  answerFramed: (
    request: FastifyRequest,
    reply: FastifyReply,
    page: FramedPage,
  ) => Promise<FastifyReply>;
}

const THEMES = ['light', 'dark', 'auto'] as const;

/** `GET /embed/counter` and `/embed/sign`, with `ref`, `lang` and `theme`; every other parameter is nothing. */
export function registerEmbedRoutes(app: FastifyInstance, deps: EmbedRoutesDeps): void {
  const embed = (kind: 'counter' | 'sign') => {
    app.get(`/embed/${kind}`, async (request, reply) => {
      const asked = new URL(request.url, 'http://embed').searchParams;
      const partner = await partnerOf(asked.get('ref'), deps.registry);
      return await deps.answerFramed(request, reply, {
        path: `/embed/${kind}?${embedQuery(asked, partner)}`,
        // The number is public wherever it stands. A form is only where we know whose page is around it.
        ancestors: kind === 'counter' ? ['*'] : (partner?.origins ?? []),
      });
    });
  };
  embed('counter');
  embed('sign');
}

/** While nothing can be looked up, nobody is known: a number without a code, no form. */
async function partnerOf(
  ref: string | null,
  registry: EmbedRoutesDeps['registry'],
): Promise<RegisteredPartner | null> {
  return ref === null ? null : await registry.find(ref).catch(() => null);
}

/** One query for each thing to draw. An ended partner's frames are drawn as nobody's. */
function embedQuery(asked: URLSearchParams, partner: RegisteredPartner | null): string {
  const lang: Locale =
    LOCALES.find((locale) => locale === asked.get('lang')) ?? partner?.locales[0] ?? 'en';
  const theme = THEMES.find((known) => known === asked.get('theme')) ?? 'light';
  const ref = partner?.endedAt === null ? { ref: partner.ref } : {};
  return new URLSearchParams({ lang, theme, ...ref }).toString();
}
