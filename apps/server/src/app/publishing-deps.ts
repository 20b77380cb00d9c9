import { createProjectAction } from '../features/cities/projection.ts';
import { lockCity } from '../features/field/field.repo.ts';
import type { Editions } from '../features/petition/editions.ts';
import { createPublisher } from '../features/publishing/publisher.ts';
import { createPublishingService } from '../features/publishing/queue.ts';
import type { ServicesDeps } from './deps.ts';

/** What becomes public of the day, with what it is handed of plans and check-ins. */
export function createPublishing(
  { db, keyring, clock, newId }: Pick<ServicesDeps, 'db' | 'keyring' | 'clock' | 'newId'>,
  { editionFor }: Pick<Editions, 'editionFor'>,
) {
  const { pool } = db;
  return {
    publishDue: createPublisher({
      pool,
      projectAction: createProjectAction(keyring),
      takeTurn: lockCity,
    }),
    publishing: createPublishingService({ pool, clock, newId, editionFor }),
  };
}
