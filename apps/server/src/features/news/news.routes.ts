import { localeSchema } from '@lantern/schemas/locale';
import { MAY_READ_NEWS } from '@lantern/schemas/news-roles';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { DomainError } from '../../platform/domain-error.ts';
import type { Principal } from '../../platform/trpc.ts';
import type { NewsService } from './news.service.ts';

const addressSchema = z.object({ newsId: z.uuid(), locale: localeSchema });
const querySchema = z.object({ guarded: z.literal('1').optional() });

/** Nothing runs, nothing is fetched, and no link leads away: the desk shows it in a frame without rights. */
const FRAME_POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; form-action 'none'; frame-ancestors 'self'; sandbox";

/**
 * `GET /dashboard/news/:newsId/mail/:locale`: the mail's own HTML for the desk's preview. A document of its
 * own, since mails carry inline styles, which the desk's policy forbids.
 */
export function registerNewsRoutes(
  app: FastifyInstance,
  {
    service,
    principalOf,
  }: {
    service: Pick<NewsService, 'preview'>;
    principalOf: (headers: FastifyRequest['headers']) => Promise<Principal | null>;
  },
): void {
  app.get('/dashboard/news/:newsId/mail/:locale', async (request, reply) => {
    const principal = await principalOf(request.headers);
    if (!principal) throw new DomainError('not-signed-in');
    if (!MAY_READ_NEWS.includes(principal.role)) throw new DomainError('forbidden');
    const named = addressSchema.safeParse(request.params);
    if (!named.success) throw new DomainError('not-found');
    const guarded = querySchema.safeParse(request.query).data?.guarded === '1';
    const { html } = await service.preview({ ...named.data, guarded });
    return reply
      .type('text/html; charset=utf-8')
      .header('content-security-policy', FRAME_POLICY)
      .header('x-frame-options', 'SAMEORIGIN')
      .header('cache-control', 'no-store')
      .send(html.replace(/<head\b[^>]*>/iu, (head) => `${head}<base target="_blank">`));
  });
}
