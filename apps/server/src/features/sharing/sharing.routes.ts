import { LOCALES } from '@lantern/schemas/locale';
import { editionInputSchema } from '@lantern/schemas/petition';
import type { FastifyInstance } from 'fastify';
import type { SharingService } from './sharing.service.ts';

const RULE = 'public, max-age=30, s-maxage=30, stale-if-error=86400';

/** `GET /og/{locale}.png`: the picture that goes with a shared address; any site may show it. */
export function registerSharingRoutes(app: FastifyInstance, service: SharingService): void {
  for (const locale of LOCALES) {
    app.get(`/og/${locale}.png`, async (request, reply) => {
      const { edition } = editionInputSchema.parse(request.query);
      const { png, tag } = await service.picture(locale, edition);
      const etag = `"${tag}"`;
      void reply.headers({
        etag,
        'cache-control': RULE,
        'cross-origin-resource-policy': 'cross-origin',
      });
      if (request.headers['if-none-match']?.includes(etag)) return reply.code(304).send();
      return reply.type('image/png').send(png);
    });
  }
}
