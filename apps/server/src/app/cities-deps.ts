import type { Database } from '@lantern/db/database';
import { readEmails } from '../features/auth/accounts.repo.ts';
import type { CitiesDeps } from '../features/cities/cities.deps.ts';
import { createCitiesService } from '../features/cities/cities.service.ts';
import { createCitiesAtMissions } from '../features/cities/withheld.ts';
import { createCoverageService } from '../features/coverage/coverage.service.ts';
import { createMissionsService } from '../features/missions/missions.service.ts';
import type { Editions } from '../features/petition/editions.ts';

export interface CitiesSources extends Pick<CitiesDeps, 'keyring' | 'clock' | 'newId'> {
  db: Pick<Database, 'pool'>;
  /** Rehearsals too: this is for staff and a city's own people. */
  editionsForStaff: Pick<Editions, 'editionFor'>;
}

/** Cities, missions and who goes to them, with what they are handed of editions, accounts and one another. */
export function openCities({ db, editionsForStaff, keyring, clock, newId }: CitiesSources) {
  const { pool } = db;
  const { editionFor } = editionsForStaff;
  const emailsOf = (accountIds: readonly string[]) => readEmails(pool, accountIds);
  const common = { pool, clock, newId, emailsOf };
  return {
    cities: createCitiesService({ ...common, keyring, editionFor }),
    missions: createMissionsService({
      ...common,
      cities: createCitiesAtMissions({ keyring, clock }),
    }),
    coverage: createCoverageService({ pool, editionFor }),
  };
}
