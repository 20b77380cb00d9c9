import { openScreenSchema } from '@lantern/schemas/screens';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { DomainError } from '../../platform/domain-error.ts';
import { screenCookie } from './screen-cookie.ts';
import { SCREEN_MS, type ScreensService } from './screens.service.ts';

export interface ScreensRoutesDeps {
  service: Pick<ScreensService, 'open' | 'prolong'>;
  publicOrigin: string;
  /** Null if a network may ask again now, else after how many seconds; shared with signing in. */
  limit: { take: (networkHash: Buffer) => number | null };
  networkHashOf: (request: FastifyRequest) => Buffer;
}

/**
 * `POST /api/screen`: with a link's token, makes this browser that screen; without one, lets a screen go on. 204,
 * and the secret in a cookie that no script reads; 410 for a link that is no good, 401 for a screen that ended.
 */
export function registerScreensRoutes(app: FastifyInstance, deps: ScreensRoutesDeps): void {
  const secure = deps.publicOrigin.startsWith('https:');
  app.post('/api/screen', { bodyLimit: 1_024 }, async (request, reply) => {
    void reply.header('cache-control', 'no-store');
    const retryAfterSeconds = deps.limit.take(deps.networkHashOf(request));
    if (retryAfterSeconds !== null)
      throw new DomainError('too-many-requests', { retryAfterSeconds });
    if (request.headers.origin !== deps.publicOrigin) throw new DomainError('forbidden');
    const parsed = openScreenSchema.safeParse(request.body);
    if (!parsed.success) throw new DomainError('token-invalid');
    const { token } = parsed.data;
    const secret = await (token === undefined
      ? deps.service.prolong(request.headers.cookie)
      : deps.service.open(token));
    void reply.header('set-cookie', screenCookie(secret, { secure, maxAgeMs: SCREEN_MS }));
    return reply.status(204).send();
  });
}
