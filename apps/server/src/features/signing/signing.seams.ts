import type { Statement, Transaction } from '@lantern/db/database';
import type { Locale } from '@lantern/schemas/locale';
import type { PetitionPhase } from '@lantern/schemas/petition';
import type { Channel } from '@lantern/schemas/signature';
import type { Pool } from 'pg';
import type { Clock } from '../../platform/clock.ts';
import type { Keyring } from '../../platform/keyring.ts';
import type { MailRequest } from '../../platform/mail/queue.ts';
import type { SigningMetrics } from './signing.metrics.ts';

/** What signing asks of the petition. */
export interface PetitionSeam {
  /** The current edition, or the one named by its slug; throws `edition-unknown`. */
  edition(slug?: string): Promise<{ id: string; phase: PetitionPhase }>;
  /** The text in force in a language if its hash is this one; else null. */
  textInForce(editionId: string, locale: Locale, hash: string): Promise<{ id: string } | null>;
  /** Locks texts at their first signature; for the signature's transaction. */
  lockingTexts(textIds: readonly string[]): Statement;
}

/** One signature's effect on the counts. */
export interface SignatureDelta {
  country: string;
  citySlug: string | null;
  channel: Channel;
  /** The code of the partner who brought it in. */
  ref: string | null;
  net: 1 | -1;
  /** Gives it the next signer number. */
  numbered: boolean;
  /** Why the total falls; published per day. */
  fall?: { reason: string };
}

/** What signing asks of the counts. */
export interface TallySeam {
  /**
   * Applies `deltas` in the transaction of the signatures they count, and numbers the `numbered` ones
   * consecutively from `firstNumber` in their order. Without deltas it only reads.
   */
  apply(
    tx: Transaction,
    change: { editionId: string; deltas: readonly SignatureDelta[] },
  ): Promise<{ total: number; version: number; firstNumber: number }>;
}

export const ERASURE_KINDS = ['erase', 'withdraw', 'unsubscribe'] as const;
export type ErasureKind = (typeof ERASURE_KINDS)[number];

/** A line of the erasure ledger: keyed hashes only, replayed after a restore. */
export interface ErasureEntry {
  id: string;
  kind: ErasureKind;
  recordHash: Buffer;
  /** Of the address, where all of its records go. */
  addressHash: Buffer | null;
  at: Date;
}

/** The ledger's file, kept outside the database so that it outlives a restore of it. */
export interface ErasureLedger {
  /** Resolves when the lines are on the disk. */
  append(entries: readonly ErasureEntry[]): Promise<void>;
}

/** Limits of one installation; a rehearsal or a load test has its own. */
export interface SigningLimits {
  /** Submissions an hour from one network, beyond which it is refused. */
  submissionsPerNetworkHour: number;
  /** Confirmations, tries at codes and endings an hour from one network, on each node. */
  actsPerNetworkHour: number;
  /** Links looked at an hour from one network, on each node. */
  looksPerNetworkHour: number;
  /** How much further than usual one network reaches before it is suspect. */
  networkFactor: number;
  /** Callers that may wait for a group commit. */
  maxQueue: number;
  /** How long they may, ms. */
  maxWaitMs: number;
}

export const DEFAULT_LIMITS: SigningLimits = {
  // A stadium behind one address signs in an hour; a script does it in a minute and is stopped.
  submissionsPerNetworkHour: 2_000,
  actsPerNetworkHour: 10_000,
  // Some mail providers open every link of every mail, all from a few addresses of their own.
  looksPerNetworkHour: 50_000,
  networkFactor: 1,
  maxQueue: 5_000,
  // A full queue is written in about three seconds.
  maxWaitMs: 5_000,
};

/** All that signing is built from. */
export interface SigningDeps {
  pool: Pool;
  keyring: Keyring;
  clock: Clock;
  /** UUIDv7. */
  newId: () => string;
  enqueueMails: (tx: Transaction, mails: readonly MailRequest[]) => Promise<void>;
  /** As `enqueueMails`, for a transaction that sends its writes together. */
  mailStatements: (mails: readonly MailRequest[]) => Promise<Statement[]>;
  tally: TallySeam;
  petition: PetitionSeam;
  /** Whether a code is a partner's who may bring signatures in; any other is ignored. */
  isPartner: (ref: string) => Promise<boolean>;
  ledger: ErasureLedger;
  /** Addresses of accounts, by account id; one that is gone is absent. */
  emailsOf: (accountIds: readonly string[]) => Promise<ReadonlyMap<string, string>>;
  /** Below so many, a country is not named among a cause's; the rule of the public counts. */
  leastShown: number;
  limits?: Partial<SigningLimits>;
  metrics?: SigningMetrics;
}
