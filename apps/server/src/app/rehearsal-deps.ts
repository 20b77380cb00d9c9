import type { Database } from '@lantern/db/database';
import type { Env } from '../env.ts';
import type { Editions } from '../features/petition/editions.ts';
import {
  createRehearsalsService,
  type RehearsalsService,
} from '../features/rehearsals/rehearsals.service.ts';
import type { Clock } from '../platform/clock.ts';

export interface RehearsalSources {
  env: Pick<Env, 'mode'>;
  db: Pick<Database, 'pool'>;
  clock: Clock;
  newId: () => string;
  endSessionsOf: (accountId: string) => Promise<void>;
}

/** What rehearsals are handed of the editions. */
export function openRehearsals(
  { env, db, ...rest }: RehearsalSources,
  { refresh }: Pick<Editions, 'refresh'>,
): RehearsalsService {
  return createRehearsalsService({
    ...rest,
    database: db,
    localMode: env.mode === 'local',
    refresh,
  });
}
