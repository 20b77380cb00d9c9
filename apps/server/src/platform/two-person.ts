import type { Transaction } from '@lantern/db/database';
import type { TwoPersonActName } from '@lantern/schemas/approvals';
import type { Role } from '@lantern/schemas/role';

/** What an act gives to the one person who asked for it. */
export interface Performed {
  /** Shown once and never stored, such as an enrolment link; null if there is none. */
  link: string | null;
  /** Until when the link works; ISO instant. */
  expiresAt: string | null;
}

/** What became of an act that may need a second person. */
export type Asked =
  | ({ state: 'done' } & Performed)
  | {
      state: 'requested';
      approvalId: string;
      expiresAt: string;
      /** How many others could approve it now. */
      approvers: number;
    };

/** What a request is about, for those who decide on it. */
export interface RequestFacts {
  /** The address it concerns. */
  email: string;
  /** The role it gives; null if it changes none. */
  role: Role | null;
  /** The role the account has now; null for an address without an account. */
  has: Role | null;
  /** The organisation a partner is to speak for. */
  partner: string | null;
  /** The city it gives, as its slug. */
  city: string | null;
}

/**
 * An act for which one person's word is not enough once there are two administrators. A feature registers
 * its own in `app/deps.ts`; what exactly was approved is what is performed, since the payload is kept.
 */
export interface TwoPersonAct {
  /** Whose request it may be; asked again when it is decided and when it is collected. */
  mayAsk: readonly Role[];
  /** Whether the approval itself does it, or the asker collects what it gives. */
  happens: 'when-approved' | 'when-collected';
  /** Does it, in the caller's transaction. Throws `conflict` when things have changed since. */
  perform: (tx: Transaction, request: { payload: unknown; by: string }) => Promise<Performed>;
  /** What follows once it is committed, such as ending sockets. */
  afterwards?: (payload: unknown) => Promise<void>;
  describe: (payload: unknown) => Promise<RequestFacts>;
}
export type TwoPersonActs = Readonly<Record<TwoPersonActName, TwoPersonAct>>;

/** Does the act at once, or files a request for it where the rule asks for a second person. */
export type DoOrAsk = (
  tx: Transaction,
  ask: { act: TwoPersonActName; payload: Record<string, unknown>; by: string },
) => Promise<Asked>;
