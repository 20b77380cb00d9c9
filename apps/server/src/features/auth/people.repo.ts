import type { Transaction } from '@lantern/db/database';
import type { Pool } from 'pg';
import { ACCOUNT_COLUMNS, ACTIVE_ADMIN, type Account } from './accounts.repo.ts';

/** An account as the list of people shows it. */
export interface Person extends Account {
  passkeys: number;
  createdAt: Date;
  /** When the youngest of the open sessions began; null if there is none, for ended ones are not kept. */
  lastSignInAt: Date | null;
  /** The organisation's name. */
  partner: string | null;
}

/** An account's next role, given only if it still has the one it is thought to have. */
interface RoleChange {
  id: string;
  from: string;
  role: string;
  partnerId: string | null;
  now: Date;
}

/** Reads and writes what an administrator sees and does of people. */
export function createPeopleRepo(pool: Pool) {
  return {
    people: async (): Promise<Person[]> => {
      const found = await pool.query<Person>(
        `SELECT ${ACCOUNT_COLUMNS}, created_at AS "createdAt",
           (SELECT count(*) FROM passkeys WHERE passkeys.user_id = users.id)::int AS passkeys,
           (SELECT max(created_at) FROM sessions WHERE sessions.user_id = users.id) AS "lastSignInAt",
           (SELECT partners.name FROM partners WHERE partners.id = users.partner_id) AS partner
         FROM users ORDER BY frozen_at IS NOT NULL, email`,
      );
      return found.rows;
    },

    /** Whether there is such a partner, and it has not ended. */
    hasPartner: async (tx: Transaction, id: string): Promise<boolean> => {
      const found = await tx.query('SELECT FROM partners WHERE id = $1 AND ended_at IS NULL', [id]);
      return found.rowCount === 1;
    },

    partnerName: async (id: string | null): Promise<string | null> => {
      if (!id) return null;
      const found = await pool.query<{ name: string }>('SELECT name FROM partners WHERE id = $1', [
        id,
      ]);
      return found.rows[0]?.name ?? null;
    },

    /**
     * Ids of the administrators who can sign in, their rows locked in one order: of two
     * administrators who freeze each other at once, the second finds that only one is left.
     */
    lockActiveAdmins: async (tx: Transaction): Promise<string[]> => {
      await tx.query(`SELECT FROM users WHERE role = 'admin' ORDER BY id FOR UPDATE`);
      const found = await tx.query<{ id: string }>(`SELECT id FROM users WHERE ${ACTIVE_ADMIN}`);
      return found.rows.map((row) => row.id);
    },

    adminFrozenSince: async (tx: Transaction, since: Date): Promise<boolean> => {
      const found = await tx.query(
        `SELECT FROM users WHERE role = 'admin' AND frozen_at > $1 LIMIT 1`,
        [since],
      );
      return found.rowCount === 1;
    },

    /** True if the account was there, not frozen, and had the role. */
    setRole: async (tx: Transaction, { id, from, role, partnerId, now }: RoleChange) => {
      const changed = await tx.query(
        `UPDATE users SET role = $3, partner_id = $4, updated_at = $5
         WHERE id = $1 AND role = $2 AND frozen_at IS NULL`,
        [id, from, role, partnerId, now],
      );
      return changed.rowCount === 1;
    },

    /** True if the account was frozen. */
    unfreeze: async (tx: Transaction, { id, now }: { id: string; now: Date }): Promise<boolean> => {
      const thawed = await tx.query(
        'UPDATE users SET frozen_at = NULL, updated_at = $2 WHERE id = $1 AND frozen_at IS NOT NULL',
        [id, now],
      );
      return thawed.rowCount === 1;
    },

    /** True if the account was there and not frozen yet. */
    freeze: async (tx: Transaction, { id, now }: { id: string; now: Date }): Promise<boolean> => {
      const frozen = await tx.query(
        'UPDATE users SET frozen_at = $2, updated_at = $2 WHERE id = $1 AND frozen_at IS NULL',
        [id, now],
      );
      return frozen.rowCount === 1;
    },
  };
}
export type PeopleRepo = ReturnType<typeof createPeopleRepo>;
