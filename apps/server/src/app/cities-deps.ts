import type { Database } from '@lantern/db/database';
import { readEmails } from '../features/auth/accounts.repo.ts';
import type { CitiesDeps } from '../features/cities/cities.deps.ts';
import { createCitiesService } from '../features/cities/cities.service.ts';
import type { Editions } from '../features/petition/editions.ts';

export interface CitiesSources extends Pick<CitiesDeps, 'keyring' | 'clock' | 'newId'> {
  db: Pick<Database, 'pool'>;
  /** Rehearsals too: this is for staff and a city's own people. */
  editionsForStaff: Pick<Editions, 'editionFor'>;
}

/** Plans of cities, with what they are handed of editions and accounts. */
export const openCities = ({ db, editionsForStaff, keyring, clock, newId }: CitiesSources) => ({
  cities: createCitiesService({
    pool: db.pool,
    keyring,
    clock,
    newId,
    editionFor: editionsForStaff.editionFor,
    emailsOf: (accountIds) => readEmails(db.pool, accountIds),
  }),
});
