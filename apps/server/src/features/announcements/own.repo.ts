import type { Transaction } from '@lantern/db/database';
import { REPLIES, type Reply } from '@lantern/schemas/announcement-terms';
import { localeSchema } from '@lantern/schemas/locale';
import { countriesOf, type Region } from '@lantern/schemas/region';
import type { Pool } from 'pg';
import { z } from 'zod';

const iso = z.date().transform((at) => at.toISOString());
const ownSchema = z.object({
  id: z.uuid(),
  textSealed: z.instanceof(Buffer),
  locale: localeSchema,
  asksReply: z.boolean(),
  createdAt: iso,
  readAt: iso.nullable(),
  reply: z.enum(REPLIES).nullable(),
});

/** What was announced to this person, the newest first. */
export async function listOwn(
  pool: Pool,
  { editionId, accountId, limit }: { editionId: string; accountId: string; limit: number },
): Promise<z.output<typeof ownSchema>[]> {
  const { rows } = await pool.query(
    `SELECT a.id, a.text_sealed AS "textSealed", a.locale, a.asks_reply AS "asksReply",
       a.created_at AS "createdAt", r.read_at AS "readAt", r.reply
     FROM announcement_receipts r JOIN announcements a ON a.id = r.announcement_id
     WHERE a.edition_id = $1 AND r.account_id = $2
     ORDER BY a.created_at DESC, a.id DESC LIMIT $3`,
    [editionId, accountId, limit],
  );
  return z.array(ownSchema).parse(rows);
}

/** One's own receipt, locked; null: it is not for this person. */
export async function lockReceipt(
  tx: Transaction,
  { id, accountId }: { id: string; accountId: string },
): Promise<{ editionId: string; city: string | null; asksReply: boolean } | null> {
  const { rows } = await tx.query<{ editionId: string; city: string | null; asksReply: boolean }>(
    `SELECT a.edition_id AS "editionId", r.city_slug AS city, a.asks_reply AS "asksReply"
     FROM announcement_receipts r JOIN announcements a ON a.id = r.announcement_id
     WHERE r.announcement_id = $1 AND r.account_id = $2 FOR UPDATE OF r`,
    [id, accountId],
  );
  return rows[0] ?? null;
}

interface Marked {
  id: string;
  accountId: string;
  /** By the edition's clock. */
  at: Date;
}

/** When it was first read. */
export async function markRead(tx: Transaction, { id, accountId, at }: Marked): Promise<void> {
  await tx.query(
    `UPDATE announcement_receipts SET read_at = coalesce(read_at, $3)
     WHERE announcement_id = $1 AND account_id = $2`,
    [id, accountId, at],
  );
}

/** What was answered last; whoever answers has read. */
export async function markReply(
  tx: Transaction,
  { id, accountId, at, reply }: Marked & { reply: Reply },
): Promise<void> {
  await tx.query(
    `UPDATE announcement_receipts SET read_at = coalesce(read_at, $3), reply = $4, replied_at = $3
     WHERE announcement_id = $1 AND account_id = $2`,
    [id, accountId, at, reply],
  );
}

/** A city of the region that this account leads, for an alarm needs a place; null if there is none. */
export async function cityOfLead(
  tx: Transaction,
  editionId: string,
  accountId: string,
): Promise<string | null> {
  const { rows: led } = await tx.query<{ region: Region }>(
    `SELECT region FROM assignments
     WHERE edition_id = $1 AND account_id = $2 AND region IS NOT NULL AND ended_at IS NULL`,
    [editionId, accountId],
  );
  const { rows } = await tx.query<{ slug: string }>(
    `SELECT c.slug FROM cities c JOIN places p ON p.slug = c.slug
     WHERE c.edition_id = $1 AND p.country = ANY($2) ORDER BY c.slug LIMIT 1`,
    [editionId, led.flatMap(({ region }) => countriesOf(region))],
  );
  return rows[0]?.slug ?? null;
}

const mailSchema = z.object({
  email: z.string(),
  locale: localeSchema,
  rehearsal: z.boolean(),
});

/** What a mail about it is made of; null once it was read, or its reader may not sign in. */
export async function readAnnouncementMail(
  pool: Pool,
  { id, accountId }: { id: string; accountId: string },
): Promise<z.output<typeof mailSchema> | null> {
  const { rows } = await pool.query(
    `SELECT u.email, coalesce(c.locale, 'en') AS locale, e.kind = 'rehearsal' AS rehearsal
     FROM announcement_receipts r JOIN announcements a ON a.id = r.announcement_id
     JOIN editions e ON e.id = a.edition_id
     JOIN users u ON u.id = r.account_id AND u.frozen_at IS NULL
     LEFT JOIN person_contacts c ON c.account_id = u.id
     WHERE r.announcement_id = $1 AND r.account_id = $2 AND r.read_at IS NULL`,
    [id, accountId],
  );
  return mailSchema.optional().parse(rows[0]) ?? null;
}
