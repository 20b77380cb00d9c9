import type { Transaction } from '@lantern/db/database';
import type { Pool } from 'pg';
import { lockForTransaction } from '../../platform/advisory-lock.ts';
import type { Announced } from './announcements.ts';

/** What the public stream tells already. There are few such events, however many others there are. */
export async function readAnnounced(db: Pool | Transaction, editionId: string): Promise<Announced> {
  const { rows } = await db.query<{ opened: boolean; closed: boolean; milestones: number[] }>(
    `SELECT coalesce(bool_or(kind = 'petition-opened'), false) AS opened,
       coalesce(bool_or(kind = 'petition-closed'), false) AS closed,
       coalesce(array_agg((payload ->> 'total')::int) FILTER (WHERE kind = 'milestone'), '{}')
         AS milestones
     FROM events
     WHERE edition_id = $1 AND stream = 'public'
       AND kind IN ('petition-opened', 'petition-closed', 'milestone')`,
    [editionId],
  );
  const { opened = false, closed = false, milestones = [] } = rows[0] ?? {};
  return { opened, closed, milestones: new Set(milestones) };
}

/** Held until the transaction ends: one node at a time looks at what is told and tells the rest. */
export async function lockAnnouncements(tx: Transaction, editionId: string): Promise<void> {
  await lockForTransaction(tx, `announcements/${editionId}`);
}
