import type { Transaction } from '@lantern/db/database';
import type { Pool } from 'pg';

/** A screen as staff see it; its token was never kept. */
export interface ScreenRow {
  id: string;
  name: string;
  edition: string;
  createdAt: Date;
  expiresAt: Date;
  lastSeenAt: Date | null;
  revokedAt: Date | null;
}

export interface NewScreen {
  id: string;
  editionId: string;
  name: string;
  tokenHash: Buffer;
  by: string;
  at: Date;
  expiresAt: Date;
}

/** A screen in use, as policies need to know it. */
export interface OpenScreen {
  id: string;
  editionId: string;
}

/** What a screen holds: found by this hash until then. */
export interface Hold {
  tokenHash: Buffer;
  at: Date;
  expiresAt: Date;
}

// `last_seen_at` parts the two lives of a token: null is a link that nobody opened, else a screen's own secret.
const IN_USE = 'revoked_at IS NULL AND last_seen_at IS NOT NULL AND expires_at > $2';

export function createScreensRepo(pool: Pool) {
  return {
    list: async (): Promise<ScreenRow[]> => {
      const { rows } = await pool.query<ScreenRow>(
        `SELECT s.id, s.name, e.slug AS edition, s.created_at AS "createdAt", s.expires_at AS "expiresAt",
           s.last_seen_at AS "lastSeenAt", s.revoked_at AS "revokedAt"
         FROM screen_tokens s JOIN editions e ON e.id = s.edition_id ORDER BY s.created_at DESC, s.id`,
      );
      return rows;
    },

    insert: (tx: Transaction, { id, editionId, name, tokenHash, by, at, expiresAt }: NewScreen) =>
      tx.query(
        `INSERT INTO screen_tokens (id, edition_id, name, token_hash, created_at, created_by, expires_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7)`,
        [id, editionId, name, tokenHash, at, by, expiresAt],
      ),

    /** Whether there is such a screen; one that was revoked before stays so. */
    revoke: async (tx: Transaction, { id, at, by }: { id: string; at: Date; by: string }) => {
      const { rowCount } = await tx.query(
        `UPDATE screen_tokens SET revoked_at = coalesce(revoked_at, $2), revoked_by = coalesce(revoked_by, $3)
         WHERE id = $1`,
        [id, at, by],
      );
      return rowCount === 1;
    },

    /** Turns a link that nobody opened into a screen; false for a link that was opened, ended or ran out. */
    claim: async (linkHash: Buffer, { tokenHash, at, expiresAt }: Hold): Promise<boolean> => {
      const { rowCount } = await pool.query(
        `UPDATE screen_tokens SET token_hash = $3, last_seen_at = $2, expires_at = $4
         WHERE token_hash = $1 AND revoked_at IS NULL AND last_seen_at IS NULL AND expires_at > $2`,
        [linkHash, at, tokenHash, expiresAt],
      );
      return rowCount === 1;
    },

    /** Moves a screen's end on; false if it is in use no longer. */
    prolong: async ({ tokenHash, at, expiresAt }: Hold): Promise<boolean> => {
      const { rowCount } = await pool.query(
        `UPDATE screen_tokens SET last_seen_at = $2, expires_at = $3 WHERE token_hash = $1 AND ${IN_USE}`,
        [tokenHash, at, expiresAt],
      );
      return rowCount === 1;
    },

    inUse: async (tokenHash: Buffer, now: Date): Promise<OpenScreen | null> => {
      const { rows } = await pool.query<OpenScreen>(
        `SELECT id, edition_id AS "editionId" FROM screen_tokens WHERE token_hash = $1 AND ${IN_USE}`,
        [tokenHash, now],
      );
      return rows[0] ?? null;
    },
  };
}
export type ScreensRepo = ReturnType<typeof createScreensRepo>;
