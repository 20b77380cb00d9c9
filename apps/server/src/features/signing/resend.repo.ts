import type { Transaction } from '@lantern/db/database';
import type { Pool } from 'pg';
import type { AddressFacts } from './submission-row.ts';
import { MAX_RESENDS, MAX_TRIES, RESEND_GAP_MS } from './submissions.repo.ts';

/** An edition as mails name it. */
export async function editionLabel(
  pool: Pool,
  id: string,
): Promise<{ slug: string; kind: 'real' | 'rehearsal' } | null> {
  const { rows } = await pool.query<{ slug: string; kind: 'real' | 'rehearsal' }>(
    'SELECT slug, kind FROM editions WHERE id = $1',
    [id],
  );
  return rows[0] ?? null;
}

export interface Renewal {
  id: string;
  generation: number;
  now: Date;
  /** Whether the address may get another mail; if not, the new code cannot be used. */
  mailed: boolean;
}

/** Issues a new code, if it is not too soon and not too often; answers whether it did. */
export async function renewCode(
  tx: Transaction,
  { id, generation, now, mailed }: Renewal,
): Promise<boolean> {
  const { rowCount } = await tx.query(
    `UPDATE submissions SET resends = resends + 1, code_generation = code_generation + 1, code_tries = $3,
       code_issued_at = $4
     WHERE id = $1 AND generation = $2 AND expires_at > $4 AND resends < $5 AND code_issued_at <= $6`,
    [
      id,
      generation,
      mailed ? 0 : MAX_TRIES,
      now,
      MAX_RESENDS,
      new Date(now.getTime() - RESEND_GAP_MS),
    ],
  );
  return rowCount === 1;
}

/** Most corrections of one submission's address. */
export const MAX_AMENDS = 3;

export interface Amendment extends AddressFacts {
  id: string;
  generation: number;
  snapshotHash: Buffer;
  mailed: boolean;
  now: Date;
}

/** Gives a pending submission another address and ends its older links; answers whether it did. */
export async function changeAddress(tx: Transaction, amendment: Amendment): Promise<boolean> {
  const { id, generation, snapshotHash, mailed, now } = amendment;
  const { emailHash, emailSealed, mailProvider, domainHash } = amendment;
  const { rowCount } = await tx.query(
    `UPDATE submissions SET generation = generation + 1, snapshot_hash = $3, email_hash = $4,
       email_sealed = $5, mail_provider = $6, domain_hash = $7, code_tries = $8, code_issued_at = $9,
       reminded_at = NULL
     WHERE id = $1 AND generation = $2 AND expires_at > $9 AND generation < $10`,
    [
      id,
      generation,
      snapshotHash,
      emailHash,
      emailSealed,
      mailProvider,
      domainHash,
      mailed ? 0 : MAX_TRIES,
      now,
      MAX_AMENDS,
    ],
  );
  return rowCount === 1;
}
