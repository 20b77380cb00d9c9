import type { Transaction } from '@lantern/db/database';
import type { Pool } from 'pg';
import { lockForTransaction } from '../../platform/advisory-lock.ts';
import type { Announced } from './announcements.ts';

/** What the public stream tells already. There are few such events, however many others there are. */
export async function readAnnounced(db: Pool | Transaction, editionId: string): Promise<Announced> {
  const { rows } = await db.query<{ kind: string; at: Date; total: number | null }>(
    `SELECT kind, at, (payload ->> 'total')::int AS total FROM events
     WHERE edition_id = $1 AND stream = 'public'
       AND kind IN ('petition-opened', 'petition-closed', 'milestone')
     ORDER BY seq`,
    [editionId],
  );
  const last = rows.findLast(({ kind }) => kind !== 'milestone');
  return {
    opened: last?.kind === 'petition-opened',
    closedAt: last?.kind === 'petition-closed' ? last.at : null,
    milestones: new Set(rows.flatMap(({ total }) => total ?? [])),
  };
}

/** Held until the transaction ends: one node at a time looks at what is told and tells the rest. */
export async function lockAnnouncements(tx: Transaction, editionId: string): Promise<void> {
  await lockForTransaction(tx, `announcements/${editionId}`);
}
