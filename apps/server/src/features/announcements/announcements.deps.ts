import type { Transaction } from '@lantern/db/database';
import type { DayClock } from '@lantern/schemas/day-clock';
import type { Pool } from 'pg';
import type { Clock } from '../../platform/clock.ts';
import type { Keyring } from '../../platform/keyring.ts';
import type { Principal } from '../../platform/trpc.ts';

interface EditionOfDay {
  id: string;
  slug: string;
  kind: 'real' | 'rehearsal';
  dayClock: DayClock | null;
}

/** What announcements stand on. */
export interface AnnouncementsDeps {
  pool: Pool;
  keyring: Keyring;
  clock: Clock;
  /** UUIDv7. */
  newId: () => string;
  /** By slug, or the current one; rehearsals as well. Throws `edition-unknown`. */
  editionFor: (slug: string | undefined) => Promise<EditionOfDay>;
  /** Wakes these people's browsers and writes to them, if and only if the transaction commits. */
  reach: (
    tx: Transaction,
    editionId: string,
    word: { id: string; accountIds: readonly string[] },
  ) => Promise<void>;
  /** Raises an alarm in the transaction of what caused it. */
  raise: (
    tx: Transaction,
    alarm: { editionId: string; city: string; kind: 'help'; subject: string },
  ) => Promise<void>;
}

/** Who acts or looks. */
export type Actor = Pick<Principal, 'accountId' | 'role'>;
