import type { Transaction } from '@lantern/db/database';
import type { Pool } from 'pg';
import type { CityOfEdition } from '../../platform/city-access.ts';
import type { Clock } from '../../platform/clock.ts';
import type { appendEvents } from '../../platform/events.ts';
import type { Keyring } from '../../platform/keyring.ts';
import type { DoOrAsk } from '../../platform/two-person.ts';

/** What assignments stand on. */
export interface AssignmentsDeps {
  pool: Pool;
  keyring: Pick<Keyring, 'seal' | 'open' | 'hash'>;
  clock: Clock;
  /** UUIDv7. */
  newId: () => string;
  /** By slug, rehearsals too, or the current one; throws `edition-unknown`. */
  editionFor: (slug: string | undefined) => Promise<{ id: string; slug: string }>;
  appendEvents: typeof appendEvents;
  doOrAsk: DoOrAsk;
  /** Ends an account's sockets on every node; they come back with what the account may hear now. */
  endSessionsOf: (accountId: string) => Promise<void>;
  /** Makes an enrolment link that ends the account's older passkeys and sessions when it is used. */
  issueReplacingLink: (
    tx: Transaction,
    given: { accountId: string; createdBy: string },
  ) => Promise<{ url: string; expiresAt: Date }>;
  /** From alarms: writes a row and locks no stream. */
  raise: (
    tx: Transaction,
    alarm: CityOfEdition & { kind: 'duress'; subject: string },
  ) => Promise<void>;
}
