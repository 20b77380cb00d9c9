import type { Transaction } from '@lantern/db/database';
import { MESSAGE_TOPICS } from '@lantern/schemas/contact';
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
  /** The city whose people it is for; null: for the organisers alone. */
  city: { editionId: string; slug: string } | null;
}

/** Stores a message, sealed. */
export async function insertMessage(tx: Transaction, message: StoredMessage): Promise<void> {
  await tx.query(
    `INSERT INTO contact_messages
       (id, topic, locale, name_sealed, email_sealed, text_sealed, created_at, edition_id, city_slug)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      message.id,
      message.topic,
      message.locale,
      message.nameSealed,
      message.emailSealed,
      message.textSealed,
      message.createdAt,
      message.city?.editionId ?? null,
      message.city?.slug ?? null,
    ],
  );
}

/** Whose messages are meant: null for all of them, else those to the cities that this account answers for. */
export type Readable = string | null;

/** Asked with every statement, since an assignment ends at once; the parameter is {@link Readable}. */
const isReadable = (parameter: '$1' | '$2') => `(${parameter}::text IS NULL OR EXISTS (
  SELECT FROM assignments a WHERE a.edition_id = m.edition_id AND a.city_slug = m.city_slug
    AND a.account_id = ${parameter} AND a.ended_at IS NULL))`;

/** Whether anybody may know of a city, and so may write to it. */
export async function isPublicCity(
  pool: Pool,
  { editionId, slug }: { editionId: string; slug: string },
): Promise<boolean> {
  const { rowCount } = await pool.query(
    'SELECT FROM public_cities WHERE edition_id = $1 AND slug = $2',
    [editionId, slug],
  );
  return rowCount === 1;
}

const listedSchema = z.object({
  id: z.uuid(),
  topic: z.enum(MESSAGE_TOPICS),
  locale: localeSchema,
  nameSealed: z.instanceof(Buffer),
  createdAt: z.date(),
  settledAt: z.date().nullable(),
  city: z.string().nullable(),
});

/** The newest `limit` of those that wait, or of those that are settled. */
export async function listMessages(
  pool: Pool,
  { settled, limit, readable }: { settled: boolean; limit: number; readable: Readable },
): Promise<z.infer<typeof listedSchema>[]> {
  const { rows } = await pool.query(
    `SELECT id, topic, locale, name_sealed AS "nameSealed", created_at AS "createdAt",
       settled_at AS "settledAt", city_slug AS city
     FROM contact_messages m WHERE (settled_at IS NOT NULL) = $1 AND ${isReadable('$2')}
     ORDER BY coalesce(settled_at, created_at) DESC, id DESC LIMIT $3`,
    [settled, readable, limit],
  );
  return z.array(listedSchema).parse(rows);
}

const openedSchema = listedSchema.extend({
  emailSealed: z.instanceof(Buffer),
  textSealed: z.instanceof(Buffer),
  settledBy: z.string().nullable(),
});

/** Null if there is none (any more), or it is not theirs to read. */
export async function readMessage(
  pool: Pool,
  id: string,
  readable: Readable,
): Promise<z.infer<typeof openedSchema> | null> {
  const { rows } = await pool.query(
    `SELECT id, topic, locale, name_sealed AS "nameSealed", email_sealed AS "emailSealed",
       text_sealed AS "textSealed", created_at AS "createdAt", settled_at AS "settledAt",
       settled_by AS "settledBy", city_slug AS city
     FROM contact_messages m WHERE id = $1 AND ${isReadable('$2')}`,
    [id, readable],
  );
  return openedSchema.optional().parse(rows[0]) ?? null;
}

/** How many there are of each kind. */
export async function countMessages(
  pool: Pool,
  readable: Readable,
): Promise<{ waiting: number; settled: number }> {
  const { rows } = await pool.query<{ waiting: number; settled: number }>(
    `SELECT (count(*) FILTER (WHERE settled_at IS NULL))::int AS waiting,
       (count(*) FILTER (WHERE settled_at IS NOT NULL))::int AS settled
     FROM contact_messages m WHERE ${isReadable('$1')}`,
    [readable],
  );
  return rows[0] ?? { waiting: 0, settled: 0 };
}

/** Whether it is settled; its row stays locked until the transaction ends. Null if there is none. */
export async function lockMessage(
  tx: Transaction,
  id: string,
  readable: Readable,
): Promise<{ settled: boolean } | null> {
  const { rows } = await tx.query<{ settled: boolean }>(
    `SELECT settled_at IS NOT NULL AS settled FROM contact_messages m
     WHERE id = $1 AND ${isReadable('$2')} FOR UPDATE OF m`,
    [id, readable],
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
