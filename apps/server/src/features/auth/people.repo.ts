import type { Transaction } from '@lantern/db/database';
import type { Pool } from 'pg';
import { ACCOUNT_COLUMNS, ACTIVE_ADMIN, type Account } from './accounts.repo.ts';

/** An account as the list of people shows it. */
export interface Person extends Account {
  passkeys: number;
  createdAt: Date;
}

/** Reads and writes what an administrator sees and does of people. */
export function createPeopleRepo(pool: Pool) {
  return {
    people: async (): Promise<Person[]> => {
      const found = await pool.query<Person>(
        `SELECT ${ACCOUNT_COLUMNS}, created_at AS "createdAt",
           (SELECT count(*) FROM passkeys WHERE passkeys.user_id = users.id)::int AS passkeys
         FROM users ORDER BY frozen_at IS NOT NULL, email`,
      );
      return found.rows;
    },

    /** Whether there is such a partner, and it has not ended. */
    hasPartner: async (tx: Transaction, id: string): Promise<boolean> => {
      const found = await tx.query('SELECT FROM partners WHERE id = $1 AND ended_at IS NULL', [id]);
      return found.rowCount === 1;
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
