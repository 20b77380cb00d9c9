import type { Transaction } from '@lantern/db/database';
import type { Pool } from 'pg';
import type { Clock } from '../../platform/clock.ts';
import type { Keyring } from '../../platform/keyring.ts';

/** One more call of somebody, known by a keyed hash. */
interface ContactCall {
  kind: 'contact-network' | 'contact-same';
  key: Buffer;
  /** How far back to count. */
  withinMs: number;
  now: Date;
}

/** What the form and its inbox stand on. */
export interface ContactDeps {
  pool: Pool;
  keyring: Keyring;
  clock: Clock;
  /** UUIDv7. */
  newId: () => string;
  /**
   * Counts a call and answers how many there were within the time, this one included. Whoever counts
   * under the same key at once waits for this transaction. Forgotten after 24 hours.
   */
  countCall: (tx: Transaction, call: ContactCall) => Promise<number>;
  /** By slug, or the current one; throws `edition-unknown`. */
  editionFor: (slug: string | undefined) => Promise<{ id: string }>;
  /** Says, before a message is deleted for good, that a restore must not bring it back. */
  recordDeletion: (tx: Transaction, messageId: string, at: Date) => Promise<void>;
  /** Messages an hour from one network; more are refused. */
  messagesPerNetworkHour?: number | undefined;
}
