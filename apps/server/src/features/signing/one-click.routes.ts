import { localeSchema } from '@lantern/schemas/locale';
import { tokenSchema } from '@lantern/schemas/signature';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { DomainError } from '../../platform/domain-error.ts';
import type { SigningService } from './signing.service.ts';

const querySchema = z.object({ token: tokenSchema, locale: localeSchema.catch('en') });

/** A mail program sends one short field. */
const MAX_BODY_BYTES = 4 * 1024;

/**
 * `/api/v1/unsubscribe?token=…`: the address in a mail's `List-Unsubscribe` (RFC 8058). `POST` unsubscribes
 * without cookie, page or redirect, whatever form its body has; `GET` changes nothing and leads to the page
 * that asks, for people who open it. Errors: `token-invalid`.
 */
export function registerOneClickRoutes(
  app: FastifyInstance,
  { unsubscribe }: Pick<SigningService, 'unsubscribe'>,
): void {
  void app.register(async (scope) => {
    // Mail programs send multipart as well (RFC 8058, 3.2). The token says all, so the body is only read away.
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, _body, done) => done(null));
    scope.post('/api/v1/unsubscribe', { bodyLimit: MAX_BODY_BYTES }, async (request, reply) => {
      const { token } = linkOf(request.query);
      // No cap by network: a big provider presses for all its users from a few addresses.
      await unsubscribe(token);
      return reply.header('cache-control', 'no-store').type('text/plain').send('unsubscribed\n');
    });
    scope.get('/api/v1/unsubscribe', async (request, reply) => {
      const { token, locale } = linkOf(request.query);
      const page = `/${locale}/petition/unsubscribe?${new URLSearchParams({ token }).toString()}`;
      return reply.header('cache-control', 'no-store').redirect(page, 303);
    });
  });
}

function linkOf(query: unknown): z.output<typeof querySchema> {
  const link = querySchema.safeParse(query);
  if (!link.success) throw new DomainError('token-invalid');
  return link.data;
}
