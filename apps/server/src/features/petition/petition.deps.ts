import type { Database } from '@lantern/db/database';
import type { Locale } from '@lantern/schemas/locale';
import type { Clock } from '../../platform/clock.ts';
import type { Editions } from './editions.ts';

/** What the petition stands on. */
export interface PetitionDeps {
  database: Pick<Database, 'pool' | 'prisma'>;
  editions: Editions;
  clock: Clock;
  newId: () => string;
  /** The tally as it is now; from counts. */
  readNumbers: (editionId: string) => Promise<{ total: number; version: number; asOf: string }>;
  /** Addresses of accounts by their ids; from auth. */
  emailsOf: (accountIds: readonly string[]) => Promise<ReadonlyMap<string, string>>;
}

/** A signed-in person, as far as the audit log names them. */
export interface Actor {
  accountId: string;
}

export interface DraftResult {
  id: string;
  version: number;
  hash: string;
}

export interface ApprovalResult {
  id: string;
  locale: Locale;
  version: number;
}
