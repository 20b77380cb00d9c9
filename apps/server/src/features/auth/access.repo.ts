import type { Transaction } from '@lantern/db/database';
import type { Pool } from 'pg';

/** A passkey as its owner sees it; no key material. */
export interface PasskeyRow {
  id: string;
  name: string | null;
  backedUp: boolean;
  createdAt: Date | null;
}

/** A session as its owner sees it; nothing of the device or network is kept. */
export interface SessionRow {
  id: string;
  createdAt: Date;
  expiresAt: Date;
}

/** Reads and writes what an account signs in with: its passkeys and its sessions. */
export function createAccessRepo(pool: Pool) {
  return {
    passkeysOf: async (accountId: string): Promise<PasskeyRow[]> => {
      const found = await pool.query<PasskeyRow>(
        `SELECT id, name, backed_up AS "backedUp", created_at AS "createdAt"
         FROM passkeys WHERE user_id = $1 ORDER BY created_at, id`,
        [accountId],
      );
      return found.rows;
    },

    renamePasskey: async (
      tx: Transaction,
      passkey: { id: string; accountId: string; name: string },
    ): Promise<boolean> => {
      const renamed = await tx.query(
        'UPDATE passkeys SET name = $3 WHERE id = $1 AND user_id = $2',
        [passkey.id, passkey.accountId, passkey.name],
      );
      return renamed.rowCount === 1;
    },

    /** How many passkeys the account has, its row locked so that the number holds. */
    lockPasskeys: async (tx: Transaction, accountId: string): Promise<string[]> => {
      await tx.query('SELECT FROM users WHERE id = $1 FOR UPDATE', [accountId]);
      const found = await tx.query<{ id: string }>('SELECT id FROM passkeys WHERE user_id = $1', [
        accountId,
      ]);
      return found.rows.map((row) => row.id);
    },

    removePasskey: (tx: Transaction, id: string) =>
      tx.query('DELETE FROM passkeys WHERE id = $1', [id]),

    /** Ends every way in, passkeys and sessions, and what wakes the browsers they were used in. */
    endEverything: async (tx: Transaction, accountId: string): Promise<void> => {
      await tx.query('DELETE FROM passkeys WHERE user_id = $1', [accountId]);
      // Nor is the lost phone told that there is an alarm.
      await tx.query('DELETE FROM push_subscriptions WHERE account_id = $1', [accountId]);
      await tx.query('DELETE FROM sessions WHERE user_id = $1', [accountId]);
    },

    sessionsOf: async (accountId: string, now: Date): Promise<SessionRow[]> => {
      const found = await pool.query<SessionRow>(
        `SELECT id, created_at AS "createdAt", expires_at AS "expiresAt"
         FROM sessions WHERE user_id = $1 AND expires_at > $2 ORDER BY created_at DESC, id`,
        [accountId, now],
      );
      return found.rows;
    },

    sessionStart: async (sessionId: string): Promise<Date | null> => {
      const found = await pool.query<{ createdAt: Date }>(
        'SELECT created_at AS "createdAt" FROM sessions WHERE id = $1',
        [sessionId],
      );
      return found.rows[0]?.createdAt ?? null;
    },

    /** Ends one session, outside any command. */
    endSession: async (id: string): Promise<void> => {
      await pool.query('DELETE FROM sessions WHERE id = $1', [id]);
    },

    /** Ends an account's sessions: all, one, or all but one; answers how many. */
    endSessions: async (
      tx: Transaction,
      accountId: string,
      { only = null, butNot = null }: { only?: string | null; butNot?: string | null } = {},
    ): Promise<number> => {
      const ended = await tx.query(
        `DELETE FROM sessions WHERE user_id = $1
           AND ($2::text IS NULL OR id = $2) AND ($3::text IS NULL OR id <> $3)`,
        [accountId, only, butNot],
      );
      return ended.rowCount ?? 0;
    },
  };
}
export type AccessRepo = ReturnType<typeof createAccessRepo>;

/** Removes challenges and sessions that have run out, and links a month after they did. */
export async function sweepAccess(pool: Pool, now: Date): Promise<void> {
  await pool.query('DELETE FROM verifications WHERE expires_at < $1', [now]);
  await pool.query('DELETE FROM sessions WHERE expires_at < $1', [now]);
  await pool.query(
    `DELETE FROM invitations WHERE expires_at < $1::timestamptz - interval '30 days'`,
    [now],
  );
}
