import type { Transaction } from '@lantern/db/database';
import type { Pool } from 'pg';

/** Who an enrolment link is for, and until when. */
export interface Invitation {
  id: string;
  email: string;
  role: string;
  /** The organisation a `partner` is invited for. */
  partnerId: string | null;
  createdBy: string;
  expiresAt: Date;
  usedAt: Date | null;
  /** For a lost phone: using it ends the account's older passkeys and sessions. */
  replacesAccess: boolean;
}

/** A link that still works, as the list of people shows it. */
export interface WaitingInvitation extends Invitation {
  createdAt: Date;
  /** The organisation's name. */
  partner: string | null;
}

/** What is stored of a new enrolment link: a hash of its token, never the token. */
export interface NewInvitation {
  id: string;
  email: string;
  role: string;
  partnerId: string | null;
  tokenHash: Buffer;
  createdBy: string;
  createdAt: Date;
  expiresAt: Date;
  replacesAccess: boolean;
}

const COLUMNS = `id, email, role, partner_id AS "partnerId", created_by AS "createdBy",
  expires_at AS "expiresAt", used_at AS "usedAt", replaces_access AS "replacesAccess"`;

/** Reads and writes the one-time enrolment links. */
export function createInvitationsRepo(pool: Pool) {
  return {
    add: (tx: Transaction, row: NewInvitation) =>
      tx.query(
        `INSERT INTO invitations
           (id, email, role, partner_id, token_hash, created_by, created_at, expires_at, replaces_access)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
        [
          row.id,
          row.email,
          row.role,
          row.partnerId,
          row.tokenHash,
          row.createdBy,
          row.createdAt,
          row.expiresAt,
          row.replacesAccess,
        ],
      ),

    byTokenHash: async (tokenHash: Buffer): Promise<Invitation | null> => {
      const found = await pool.query<Invitation>(
        `SELECT ${COLUMNS} FROM invitations WHERE token_hash = $1`,
        [tokenHash],
      );
      return found.rows[0] ?? null;
    },

    /** Uses the link up. One statement, so that of two who race only one gets the row. */
    claim: async (
      tx: Transaction,
      { tokenHash, now }: { tokenHash: Buffer; now: Date },
    ): Promise<Invitation | null> => {
      const claimed = await tx.query<Invitation>(
        `UPDATE invitations SET used_at = $2
         WHERE token_hash = $1 AND used_at IS NULL AND expires_at > $2
         RETURNING ${COLUMNS}`,
        [tokenHash, now],
      );
      return claimed.rows[0] ?? null;
    },

    /** Links that still work, soonest to end first. */
    waiting: async (now: Date): Promise<WaitingInvitation[]> => {
      const found = await pool.query<WaitingInvitation>(
        `SELECT ${COLUMNS}, created_at AS "createdAt",
           (SELECT partners.name FROM partners WHERE partners.id = partner_id) AS partner
         FROM invitations WHERE used_at IS NULL AND expires_at > $1 ORDER BY expires_at, id`,
        [now],
      );
      return found.rows;
    },

    /** True if there was such an unused link; it works no more. */
    revoke: async (tx: Transaction, id: string): Promise<boolean> => {
      const revoked = await tx.query('DELETE FROM invitations WHERE id = $1 AND used_at IS NULL', [
        id,
      ]);
      return revoked.rowCount === 1;
    },

    recordAccount: (tx: Transaction, { id, accountId }: { id: string; accountId: string }) =>
      tx.query('UPDATE invitations SET user_id = $2 WHERE id = $1', [id, accountId]),

    /** Ends the unused links of one maker, or to one address. */
    endUnused: (tx: Transaction, by: { createdBy: string } | { email: string }) =>
      'email' in by
        ? tx.query('DELETE FROM invitations WHERE used_at IS NULL AND email = $1', [by.email])
        : tx.query('DELETE FROM invitations WHERE used_at IS NULL AND created_by = $1', [
            by.createdBy,
          ]),
  };
}
export type InvitationsRepo = ReturnType<typeof createInvitationsRepo>;
