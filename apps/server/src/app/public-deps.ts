import type { Database } from '@lantern/db/database';
import type { CountsService } from '../features/counts/counts.service.ts';
import { createLiveRepo } from '../features/live/live.repo.ts';
import { createPublicDay } from '../features/live/public-day.service.ts';
import type { Editions } from '../features/petition/editions.ts';
import { createPlacesService } from '../features/places/places.service.ts';
import { createSharingService } from '../features/sharing/sharing.service.ts';

interface Read {
  db: Pick<Database, 'pool'>;
  editions: Pick<Editions, 'editionFor'>;
  counts: CountsService;
}

/** What anybody reads besides the counts: the day and its cities as published, and the pictures that are shared. */
export function createPublicReads({ db, editions: { editionFor }, counts }: Read) {
  return {
    publicDay: createPublicDay({ repo: createLiveRepo(db.pool), editionFor }),
    places: createPlacesService({ pool: db.pool, editionFor }),
    sharing: createSharingService({
      editionFor,
      currentCount: async (slug) => (await counts.current(slug)).body,
    }),
  };
}
