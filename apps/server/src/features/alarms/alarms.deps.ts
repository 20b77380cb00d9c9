import type { Pool } from 'pg';
import type { Transaction } from '@lantern/db/database';
import type { DayClock } from '@lantern/schemas/day-clock';
import type { Clock } from '../../platform/clock.ts';
import type { Keyring } from '../../platform/keyring.ts';
import type { Principal } from '../../platform/trpc.ts';
import type { Notice } from './telling.repo.ts';

interface EditionOfDay {
  id: string;
  slug: string;
  kind: 'real' | 'rehearsal';
  dayClock: DayClock | null;
}

/** What alarms stand on. */
export interface AlarmsDeps {
  pool: Pool;
  keyring: Keyring;
  clock: Clock;
  /** UUIDv7. */
  newId: () => string;
  /** By slug, or the current one; staff name rehearsals as well. Throws `edition-unknown`. */
  editionFor: (slug: string | undefined) => Promise<EditionOfDay>;
  /** Puts pushes and mails to these people into the outbox, in the transaction. */
  notify: (tx: Transaction, editionId: string, notices: readonly Notice[]) => Promise<void>;
}

/** Who acts or looks. */
export type Actor = Pick<Principal, 'accountId' | 'role'>;
