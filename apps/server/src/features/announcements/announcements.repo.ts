import type { Transaction } from '@lantern/db/database';
import { AUDIENCES, REPLIES } from '@lantern/schemas/announcement-terms';
import { audienceSchema, type Audience } from '@lantern/schemas/announcements';
import { ANSWERS_FOR_CITY } from '@lantern/schemas/day-roles';
import { localeSchema } from '@lantern/schemas/locale';
import { countriesOf, regionOf } from '@lantern/schemas/region';
import type { Pool } from 'pg';
import { z } from 'zod';

/** Somebody an announcement reaches. */
export interface Reached {
  accountId: string;
  /** Null: they lead a region. */
  city: string | null;
}

/** Who answers for what the audience names, once each; nobody who is frozen or has lost the role. */
export async function readReached(
  db: Pool | Transaction,
  editionId: string,
  { audience, target }: Audience,
): Promise<Reached[]> {
  const countries = audience === 'region' ? countriesOf(target) : null;
  const { rows } = await db.query<Reached>(
    `SELECT DISTINCT ON (a.account_id) a.account_id AS "accountId", a.city_slug AS city
     FROM assignments a JOIN users u ON u.id = a.account_id AND u.frozen_at IS NULL
     LEFT JOIN places p ON p.slug = a.city_slug
     WHERE a.edition_id = $1 AND a.ended_at IS NULL
       AND CASE WHEN a.city_slug IS NULL THEN u.role = 'region-lead' ELSE u.role = ANY($5) END AND ($2 = 'all'
       OR ($2 = 'region' AND (a.region = $3 OR p.country = ANY($4)))
       OR ($2 = 'city' AND a.city_slug = $3))
     ORDER BY a.account_id, a.city_slug NULLS LAST`,
    [editionId, audience, target, countries, [...ANSWERS_FOR_CITY]],
  );
  return rows;
}

/** Whether this account leads this region. */
export async function leadsRegion(
  db: Pool | Transaction,
  { editionId, accountId, region }: { editionId: string; accountId: string; region: string },
): Promise<boolean> {
  const { rowCount } = await db.query(
    `SELECT FROM assignments
     WHERE edition_id = $1 AND account_id = $2 AND region = $3 AND ended_at IS NULL`,
    [editionId, accountId, region],
  );
  return rowCount !== 0;
}

interface NewAnnouncement {
  id: string;
  editionId: string;
  audience: string;
  target: string | null;
  textSealed: Buffer;
  locale: string;
  asksReply: boolean;
  /** By the edition's clock. */
  at: Date;
  by: string;
}

/** Stores it with a receipt for everyone it reaches. */
export async function insertAnnouncement(
  tx: Transaction,
  announcement: NewAnnouncement,
  reached: readonly Reached[],
): Promise<void> {
  const { id, editionId, audience, target, textSealed, locale, asksReply, at, by } = announcement;
  await tx.query(
    `INSERT INTO announcements
       (id, edition_id, audience, target, text_sealed, locale, asks_reply, created_at, created_by)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [id, editionId, audience, target, textSealed, locale, asksReply, at, by],
  );
  await tx.query(
    `INSERT INTO announcement_receipts (announcement_id, account_id, city_slug)
     SELECT $1, account_id, city FROM unnest($2::text[], $3::text[]) AS r (account_id, city)`,
    [id, reached.map(({ accountId }) => accountId), reached.map(({ city }) => city)],
  );
}

const iso = z.date().transform((at) => at.toISOString());
const cityNameSchema = z.object({ en: z.string(), ko: z.string(), 'zh-Hans': z.string() });
const CITY_NAME = `CASE WHEN p.slug IS NOT NULL THEN
  json_build_object('en', p.name_en, 'ko', p.name_ko, 'zh-Hans', p.name_zh_hans) END AS "cityName"`;
const sentSchema = z.object({
  id: z.uuid(),
  audience: z.enum(AUDIENCES),
  target: z.string().nullable(),
  /** Of a city. */
  cityName: cityNameSchema.nullable(),
  textSealed: z.instanceof(Buffer),
  locale: localeSchema,
  asksReply: z.boolean(),
  createdAt: iso,
  /** As they want to be called; else their address. */
  by: z.string().nullable(),
  reached: z.number(),
  read: z.number(),
  safe: z.number(),
  needHelp: z.number(),
});

interface Listed {
  limit: number;
  /** What was sent to all, to these countries' cities and to regions of theirs; null: everything. */
  countries: readonly string[] | null;
}

/** The newest of an edition, with what became of each. */
export async function listSent(
  pool: Pool,
  editionId: string,
  { limit, countries }: Listed,
): Promise<z.output<typeof sentSchema>[]> {
  const { rows } = await pool.query(
    `SELECT a.id, a.audience, a.target, ${CITY_NAME}, a.text_sealed AS "textSealed", a.locale,
       a.asks_reply AS "asksReply", a.created_at AS "createdAt", u.name AS by,
       count(r.account_id)::int AS reached, count(r.read_at)::int AS read,
       (count(*) FILTER (WHERE r.reply = 'safe'))::int AS safe,
       (count(*) FILTER (WHERE r.reply = 'need-help'))::int AS "needHelp"
     FROM announcements a LEFT JOIN announcement_receipts r ON r.announcement_id = a.id
     LEFT JOIN users u ON u.id = a.created_by
     LEFT JOIN places p ON a.audience = 'city' AND p.slug = a.target
     WHERE a.edition_id = $1 AND ($3::text[] IS NULL OR a.audience = 'all' OR p.country = ANY($3)
       OR (a.audience = 'region' AND a.target = ANY($4)))
     GROUP BY a.id, u.name, p.slug ORDER BY a.created_at DESC, a.id DESC LIMIT $2`,
    [editionId, limit, countries, countries && [...new Set(countries.map(regionOf))]],
  );
  return z.array(sentSchema).parse(rows);
}

const receiptSchema = z.object({
  accountId: z.string(),
  name: z.string(),
  city: z.string().nullable(),
  cityName: cityNameSchema.nullable(),
  readAt: iso.nullable(),
  reply: z.enum(REPLIES).nullable(),
});

/** What became of it with each person. */
export async function readReceipts(
  db: Pool | Transaction,
  id: string,
): Promise<z.output<typeof receiptSchema>[]> {
  const { rows } = await db.query(
    `SELECT r.account_id AS "accountId", u.name, r.city_slug AS city, r.read_at AS "readAt", r.reply,
       ${CITY_NAME}
     FROM announcement_receipts r JOIN users u ON u.id = r.account_id
     LEFT JOIN places p ON p.slug = r.city_slug
     WHERE r.announcement_id = $1 ORDER BY r.city_slug, u.name`,
    [id],
  );
  return z.array(receiptSchema).parse(rows);
}

const foundSchema = z.object({ editionId: z.uuid(), audience: audienceSchema });

/** Edition and audience of one; null if there is none. */
export async function findAnnouncement(
  tx: Transaction,
  id: string,
): Promise<z.output<typeof foundSchema> | null> {
  const { rows } = await tx.query(
    `SELECT edition_id AS "editionId", json_build_object('audience', audience, 'target', target) AS audience
     FROM announcements WHERE id = $1`,
    [id],
  );
  return foundSchema.optional().parse(rows[0]) ?? null;
}
