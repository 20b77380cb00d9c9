import type { Transaction } from '@lantern/db/database';
import type { Clock } from '../../platform/clock.ts';
import type { TwoPersonActs } from '../../platform/two-person.ts';
import type { ApprovalsRepo } from './approvals.repo.ts';

/** What approvals need of the rest. */
export interface ApprovalsDeps {
  clock: Clock;
  newId: () => string;
  repo: ApprovalsRepo;
  /** The acts there are, by name; their features are made later than this one. */
  acts: () => TwoPersonActs;
  runCommand: <T>(
    command: { id: string; actor: string; name: string; body: unknown },
    work: (tx: Transaction) => Promise<T>,
  ) => Promise<T>;
  recordAct: (
    tx: Transaction,
    act: { actor: string; act: string; subject?: string; details?: Record<string, unknown> },
  ) => Promise<unknown>;
  people: {
    /** Ids of the administrators who can sign in, locked against freezing and changes of role. */
    lockActiveAdmins: (tx: Transaction) => Promise<string[]>;
    adminFrozenSince: (tx: Transaction, since: Date) => Promise<boolean>;
    accountOf: (
      tx: Transaction,
      id: string,
    ) => Promise<{ role: string; frozenAt: Date | null } | null>;
    emailsOf: (ids: readonly string[]) => Promise<ReadonlyMap<string, string>>;
  };
}
