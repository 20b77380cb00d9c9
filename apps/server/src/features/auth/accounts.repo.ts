import type { Transaction } from '@lantern/db/database';
import type { Pool } from 'pg';

/** A person who may sign in. */
export interface Account {
  id: string;
  email: string;
  name: string;
  role: string;
  /** The organisation a `partner` speaks for. */
  partnerId: string | null;
  frozenAt: Date | null;
}

export const ACCOUNT_COLUMNS = `id, email, name, role, partner_id AS "partnerId", frozen_at AS "frozenAt"`;
/** SQL: an administrator who can sign in. */
// Whoever has no passkey cannot sign in, so such an administrator keeps nobody from being locked out.
export const ACTIVE_ADMIN = `role = 'admin' AND frozen_at IS NULL
  AND EXISTS (SELECT FROM passkeys WHERE passkeys.user_id = users.id)`;

/** Reads and writes accounts. */
export function createAccountsRepo(pool: Pool) {
  return {
    byId: async (id: string, db: Pool | Transaction = pool): Promise<Account | null> => {
      const found = await db.query<Account>(`SELECT ${ACCOUNT_COLUMNS} FROM users WHERE id = $1`, [
        id,
      ]);
      return found.rows[0] ?? null;
    },

    byEmail: async (email: string, db: Pool | Transaction = pool): Promise<Account | null> => {
      const found = await db.query<Account>(
        `SELECT ${ACCOUNT_COLUMNS} FROM users WHERE email = $1`,
        [email],
      );
      return found.rows[0] ?? null;
    },

    byCredential: async (credentialId: string): Promise<Account | null> => {
      const found = await pool.query<Account>(
        `SELECT ${ACCOUNT_COLUMNS} FROM users
         WHERE id = (SELECT user_id FROM passkeys WHERE credential_id = $1)`,
        [credentialId],
      );
      return found.rows[0] ?? null;
    },

    hasActiveAdmin: async (db: Pool | Transaction = pool): Promise<boolean> => {
      const found = await db.query(`SELECT FROM users WHERE ${ACTIVE_ADMIN} LIMIT 1`);
      return found.rows.length > 0;
    },

    rename: (tx: Transaction, account: { id: string; name: string; now: Date }) =>
      tx.query('UPDATE users SET name = $2, updated_at = $3 WHERE id = $1', [
        account.id,
        account.name,
        account.now,
      ]),

    /** Makes the account of an address, or finds it; an invitation for an admin raises it to one. */
    enrol: async (
      tx: Transaction,
      account: { id: string; email: string; role: string; partnerId: string | null; now: Date },
    ): Promise<Account> => {
      const enrolled = await tx.query<Account>(
        `INSERT INTO users
           (id, name, email, email_verified, role, partner_id, created_at, updated_at)
         VALUES ($1, $2, $2, false, $3, $4, $5, $5)
         ON CONFLICT (email) DO UPDATE SET updated_at = $5,
           role = CASE WHEN EXCLUDED.role = 'admin' THEN 'admin' ELSE users.role END,
           partner_id = CASE WHEN EXCLUDED.role = 'admin' THEN NULL ELSE users.partner_id END
         RETURNING ${ACCOUNT_COLUMNS}`,
        [account.id, account.email, account.role, account.partnerId, account.now],
      );
      const row = enrolled.rows[0];
      if (!row) throw new Error('an upsert returned no row');
      return row;
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
