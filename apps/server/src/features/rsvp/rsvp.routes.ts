import { localeSchema } from '@lantern/schemas/locale';
import type { FastifyInstance } from 'fastify';
import type { Pool } from 'pg';
import { z } from 'zod';
import { DomainError } from '../../platform/domain-error.ts';
import { whenDatabaseFails } from '../../platform/database-faults.ts';
import { calendarOf } from './calendar.ts';
import { readAction } from './rsvps.repo.ts';

const actionSchema = z.object({ id: z.uuid() });
const querySchema = z.object({ locale: localeSchema.catch('en') });

/**
 * `GET /api/v1/actions/ID.ics`: an action for calendars, as exactly as it is published; 404 for what nobody may
 * know of. Programs that follow the address hear of changes.
 */
export function registerRsvpRoutes(
  app: FastifyInstance,
  { pool, publicOrigin, mayShow }: RsvpRoutesDeps,
): void {
  app.get('/api/v1/actions/:id.ics', async (request, reply) => {
    const named = actionSchema.safeParse(request.params);
    const action = named.success ? await whenDatabaseFails(readAction(pool, named.data.id)) : null;
    if (!action || !mayShow(action.edition.kind)) throw new DomainError('not-found');
    const { locale } = querySchema.parse(request.query);
    return reply
      .type('text/calendar; charset=utf-8')
      .header('content-disposition', `attachment; filename="${action.city}.ics"`)
      .header('cache-control', 'public, max-age=60')
      .send(calendarOf(action, { locale, publicOrigin }));
  });
}

interface RsvpRoutesDeps {
  pool: Pool;
  publicOrigin: string;
  /** A rehearsal is shown where this machine plays one. */
  mayShow: (kind: 'real' | 'rehearsal') => boolean;
}
