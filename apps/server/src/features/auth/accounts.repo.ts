import type { Transaction } from '@lantern/db/database';
import type { Pool } from 'pg';

/** A person who may sign in. */
export interface Account {
  id: string;
  email: string;
  name: string;
  role: string;
  frozenAt: Date | null;
}

/** An account as the list of people shows it. */
export interface Person extends Account {
  passkeys: number;
  createdAt: Date;
}

const COLUMNS = `id, email, name, role, frozen_at AS "frozenAt"`;
// Whoever has no passkey cannot sign in, so such an administrator keeps nobody from being locked out.
const ACTIVE_ADMIN = `role = 'admin' AND frozen_at IS NULL
  AND EXISTS (SELECT FROM passkeys WHERE passkeys.user_id = users.id)`;

/** Reads and writes accounts. */
export function createAccountsRepo(pool: Pool) {
  return {
    byId: async (id: string, db: Pool | Transaction = pool): Promise<Account | null> => {
      const found = await db.query<Account>(`SELECT ${COLUMNS} FROM users WHERE id = $1`, [id]);
      return found.rows[0] ?? null;
    },

    byEmail: async (email: string, db: Pool | Transaction = pool): Promise<Account | null> => {
      const found = await db.query<Account>(`SELECT ${COLUMNS} FROM users WHERE email = $1`, [
        email,
      ]);
      return found.rows[0] ?? null;
    },

    byCredential: async (credentialId: string): Promise<Account | null> => {
      const found = await pool.query<Account>(
        `SELECT ${COLUMNS} FROM users
         WHERE id = (SELECT user_id FROM passkeys WHERE credential_id = $1)`,
        [credentialId],
      );
      return found.rows[0] ?? null;
    },

    hasActiveAdmin: async (db: Pool | Transaction = pool): Promise<boolean> => {
      const found = await db.query(`SELECT FROM users WHERE ${ACTIVE_ADMIN} LIMIT 1`);
      return found.rows.length > 0;
    },

    people: async (): Promise<Person[]> => {
      const found = await pool.query<Person>(
        `SELECT ${COLUMNS}, created_at AS "createdAt",
           (SELECT count(*) FROM passkeys WHERE passkeys.user_id = users.id)::int AS passkeys
         FROM users ORDER BY frozen_at IS NOT NULL, email`,
      );
      return found.rows;
    },

    /** Makes the account of an address, or finds it; an invitation for an admin raises it to one. */
    enrol: async (
      tx: Transaction,
      account: { id: string; email: string; role: string; now: Date },
    ): Promise<Account> => {
      const enrolled = await tx.query<Account>(
        `INSERT INTO users (id, name, email, email_verified, role, created_at, updated_at)
         VALUES ($1, $2, $2, false, $3, $4, $4)
         ON CONFLICT (email) DO UPDATE SET updated_at = $4,
           role = CASE WHEN EXCLUDED.role = 'admin' THEN 'admin' ELSE users.role END
         RETURNING ${COLUMNS}`,
        [account.id, account.email, account.role, account.now],
      );
      const row = enrolled.rows[0];
      if (!row) throw new Error('an upsert returned no row');
      return row;
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
export type AccountsRepo = ReturnType<typeof createAccountsRepo>;

/** Addresses by account id; ids that are no account's are absent. */
export async function readEmails(
  pool: Pool,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const found = await pool.query<{ id: string; email: string }>(
    'SELECT id, email FROM users WHERE id = ANY($1)',
    [ids],
  );
  return new Map(found.rows.map(({ id, email }) => [id, email]));
}
