import type { DayClock } from '@lantern/schemas/day-clock';
import type { Pool } from 'pg';
import type { Clock } from '../../platform/clock.ts';
import type { Keyring } from '../../platform/keyring.ts';

/** An edition, as far as planning its cities needs it. */
export interface PlannedEdition {
  id: string;
  slug: string;
  kind: 'real' | 'rehearsal';
  /** The day, `YYYY-MM-DD`. */
  date: string;
  archivedAt: Date | null;
  dayClock: DayClock | null;
}

/** What this feature is handed. */
export interface CitiesDeps {
  pool: Pool;
  keyring: Pick<Keyring, 'seal' | 'open' | 'hash'>;
  clock: Clock;
  newId: () => string;
  /** By slug, or the current one, rehearsals too; from petition. Throws `edition-unknown`. */
  editionFor: (slug: string | undefined) => Promise<PlannedEdition>;
  /** Addresses of accounts by their ids; from auth. */
  emailsOf: (accountIds: readonly string[]) => Promise<ReadonlyMap<string, string>>;
}
