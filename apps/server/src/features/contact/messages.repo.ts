import type { Transaction } from '@lantern/db/database';
import { CONTACT_TOPICS } from '@lantern/schemas/contact';
import { localeSchema } from '@lantern/schemas/locale';
import type { Pool } from 'pg';
import { z } from 'zod';

/** A message as stored: who wrote it, and what, are sealed. */
export interface StoredMessage {
  id: string;
  topic: string;
  locale: string;
  nameSealed: Buffer;
  emailSealed: Buffer;
  textSealed: Buffer;
  createdAt: Date;
}

/** Stores a message, sealed. */
export async function insertMessage(tx: Transaction, message: StoredMessage): Promise<void> {
  await tx.query(
    `INSERT INTO contact_messages
       (id, topic, locale, name_sealed, email_sealed, text_sealed, created_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7)`,
    [
      message.id,
      message.topic,
      message.locale,
      message.nameSealed,
      message.emailSealed,
      message.textSealed,
      message.createdAt,
    ],
  );
}

const listedSchema = z.object({
  id: z.uuid(),
  topic: z.enum(CONTACT_TOPICS),
  locale: localeSchema,
  nameSealed: z.instanceof(Buffer),
  createdAt: z.date(),
  settledAt: z.date().nullable(),
});

/** The newest `limit` of those that wait, or of those that are settled. */
export async function listMessages(
  pool: Pool,
  { settled, limit }: { settled: boolean; limit: number },
): Promise<z.infer<typeof listedSchema>[]> {
  const { rows } = await pool.query(
    `SELECT id, topic, locale, name_sealed AS "nameSealed", created_at AS "createdAt",
       settled_at AS "settledAt"
     FROM contact_messages WHERE (settled_at IS NOT NULL) = $1
     ORDER BY coalesce(settled_at, created_at) DESC, id DESC LIMIT $2`,
    [settled, limit],
  );
  return z.array(listedSchema).parse(rows);
}

const openedSchema = listedSchema.extend({
  emailSealed: z.instanceof(Buffer),
  textSealed: z.instanceof(Buffer),
  settledBy: z.string().nullable(),
});

/** Null if there is none (any more). */
export async function readMessage(
  pool: Pool,
  id: string,
): Promise<z.infer<typeof openedSchema> | null> {
  const { rows } = await pool.query(
    `SELECT id, topic, locale, name_sealed AS "nameSealed", email_sealed AS "emailSealed",
       text_sealed AS "textSealed", created_at AS "createdAt", settled_at AS "settledAt",
       settled_by AS "settledBy"
     FROM contact_messages WHERE id = $1`,
    [id],
  );
  return openedSchema.optional().parse(rows[0]) ?? null;
}

/** How many there are of each kind. */
export async function countMessages(pool: Pool): Promise<{ waiting: number; settled: number }> {
  const { rows } = await pool.query<{ waiting: number; settled: number }>(
    `SELECT (count(*) FILTER (WHERE settled_at IS NULL))::int AS waiting,
       (count(*) FILTER (WHERE settled_at IS NOT NULL))::int AS settled
     FROM contact_messages`,
  );
  return rows[0] ?? { waiting: 0, settled: 0 };
}

/** Whether it is settled; its row stays locked until the transaction ends. Null if there is none. */
export async function lockMessage(
  tx: Transaction,
  id: string,
): Promise<{ settled: boolean } | null> {
  const { rows } = await tx.query<{ settled: boolean }>(
    'SELECT settled_at IS NOT NULL AS settled FROM contact_messages WHERE id = $1 FOR UPDATE',
    [id],
  );
  return rows[0] ?? null;
}

/** `null` opens it again. */
export async function markSettled(
  tx: Transaction,
  { id, settled }: { id: string; settled: { at: Date; by: string } | null },
): Promise<void> {
  await tx.query('UPDATE contact_messages SET settled_at = $2, settled_by = $3 WHERE id = $1', [
    id,
    settled?.at ?? null,
    settled?.by ?? null,
  ]);
}

/** Deletes one for good; none of this id is as good as deleted. */
export async function deleteMessage(tx: Transaction, id: string): Promise<void> {
  await tx.query('DELETE FROM contact_messages WHERE id = $1', [id]);
}

/** Ids of all messages, in their order; for a restore, which deletes again what was deleted since its backup. */
export async function messageIds(tx: Transaction): Promise<string[]> {
  const { rows } = await tx.query<{ id: string }>('SELECT id FROM contact_messages ORDER BY id');
  return rows.map(({ id }) => id);
}

/** Deletes what was settled at `before` or earlier; answers how many. */
export async function deleteSettled(pool: Pool, before: Date): Promise<number> {
  const { rowCount } = await pool.query('DELETE FROM contact_messages WHERE settled_at <= $1', [
    before,
  ]);
  return rowCount ?? 0;
}
