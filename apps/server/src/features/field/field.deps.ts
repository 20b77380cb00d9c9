import type { Transaction } from '@lantern/db/database';
import type { DayClock } from '@lantern/schemas/day-clock';
import type { Locale } from '@lantern/schemas/locale';
import type { Pool } from 'pg';
import type { Clock } from '../../platform/clock.ts';
import type { Keyring } from '../../platform/keyring.ts';
import type { CityOfEdition } from '../../platform/city-access.ts';
import type { Principal } from '../../platform/trpc.ts';

/** An edition, as the field needs it. */
export interface FieldEdition {
  id: string;
  slug: string;
  kind: 'real' | 'rehearsal';
  /** The day, `YYYY-MM-DD`. */
  date: string;
  dayClock: DayClock | null;
  archivedAt: Date | null;
  /** The petition's texts in force. */
  texts: Partial<
    Record<Locale, { version: number; title: string; addressee: string; body: string }>
  >;
}

/** Who says something. */
export type Speaker = Pick<Principal, 'accountId' | 'role'>;

/** An outcome or an arrival that the public is to learn of later. */
interface ToPublish extends CityOfEdition {
  commandId: string;
  what: 'there' | 'outcome' | 'called-off';
  actionId: string;
  outcome: string | null;
  /** By the edition's clock. */
  dueAt: Date;
}

/** What check-ins are handed. */
export interface FieldDeps {
  /** Connections of check-ins alone, so that nothing else holds them up. */
  pool: Pool;
  keyring: Pick<Keyring, 'seal' | 'open' | 'hash'>;
  clock: Clock;
  /** UUIDv7. */
  newId: () => string;
  /** By slug, rehearsals too, or the current one; throws `edition-unknown`. */
  editionFor: (slug: string | undefined) => Promise<FieldEdition>;
  allEditions: () => Promise<readonly FieldEdition[]>;
  /** From auth: addresses of accounts by their ids. */
  emailsOf: (accountIds: readonly string[]) => Promise<ReadonlyMap<string, string>>;
  /** From assignments: takes the same time whatever it answers. */
  judgePin: (
    tx: Transaction,
    pin: CityOfEdition & { accountId: string; pin: string },
  ) => Promise<'safe' | 'duress' | 'wrong'>;
  /** From alarms: writes a row and locks no stream. */
  raise: (
    tx: Transaction,
    alarm: CityOfEdition & {
      kind: 'incident' | 'duress' | 'help';
      subject: string;
      level?: 'amber' | 'red';
    },
  ) => Promise<void>;
  /** From publishing: puts it in the queue, in the place of what it overtakes. */
  schedule: (tx: Transaction, what: ToPublish) => Promise<void>;
  /** From publishing: nobody is there after all. */
  unscheduleArrival: (tx: Transaction, city: CityOfEdition) => Promise<void>;
}
