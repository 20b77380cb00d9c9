import type { Database } from '@lantern/db/database';
import type { Env } from '../env.ts';
import { readEmails } from '../features/auth/accounts.repo.ts';
import {
  createEditionsService,
  type EditionsService,
} from '../features/editions/editions.service.ts';
import { phaseOf } from '../features/petition/edition.ts';
import { createRepublish } from '../features/cities/projection.ts';
import type { Editions } from '../features/petition/editions.ts';
import { copyTexts } from '../features/petition/texts.repo.ts';
import type { Clock } from '../platform/clock.ts';
import type { Keyring } from '../platform/keyring.ts';

export interface EditionSettingsSources {
  env: Pick<Env, 'mode'>;
  db: Pick<Database, 'pool'>;
  keyring: Pick<Keyring, 'open'>;
  clock: Clock;
  newId: () => string;
}

/** What setting editions is handed of the petition and the accounts. */
export function openEditionSettings(
  { env, db, keyring, clock, newId }: EditionSettingsSources,
  editions: Editions,
): EditionsService {
  return createEditionsService({
    database: db,
    clock,
    newId,
    localMode: env.mode === 'local',
    phaseOf: async (id) => {
      const edition = await editions.editionById(id);
      return edition ? phaseOf(edition, clock.now()) : 'upcoming';
    },
    refresh: editions.refresh,
    copyTexts: (tx, copy) => copyTexts(tx, { ...copy, newId }),
    republish: createRepublish(keyring),
    emailsOf: (accountIds) => readEmails(db.pool, accountIds),
  });
}
