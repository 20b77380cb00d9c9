import type { Transaction } from '@lantern/db/database';
import type { Pool } from 'pg';
import type { Clock } from '../../platform/clock.ts';

/** A place, and the account that judged its mission. */
interface AtPlace {
  city: string;
  by: string;
}

/** What this feature is handed. */
export interface MissionsDeps {
  pool: Pool;
  clock: Clock;
  newId: () => string;
  /** Addresses of accounts by their ids; from auth. */
  emailsOf: (accountIds: readonly string[]) => Promise<ReadonlyMap<string, string>>;
  /** Takes a place's city out of the editions ahead, and brings it back; called last. From cities. */
  cities: {
    drop: (tx: Transaction, at: AtPlace) => Promise<number>;
    bringBack: (tx: Transaction, at: AtPlace) => Promise<number>;
  };
}
