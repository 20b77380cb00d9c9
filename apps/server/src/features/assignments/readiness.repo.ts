import type { Transaction } from '@lantern/db/database';
import { ASSIGNMENT_ROLES } from '@lantern/schemas/assignment';
import type { Pool } from 'pg';
import { z } from 'zod';

/**
 * What the list says is read from where it is true: a place that was taken back, or a deputy who left, undoes the tick.
 * Of `a` (assignments).
 */
const DONE = {
  kitRead: 'a.kit_read_at IS NOT NULL',
  deputyNamed: `EXISTS (SELECT FROM assignments d WHERE d.edition_id = a.edition_id AND d.city_slug = a.city_slug
    AND d.role = 'deputy' AND d.ended_at IS NULL)`,
  timeSet: `EXISTS (SELECT FROM actions m WHERE m.edition_id = a.edition_id AND m.city_slug = a.city_slug
    AND m.is_main AND m.called_off_at IS NULL AND m.place_sealed IS NOT NULL)`,
  silenceAgreed: 'a.silence_agreed_at IS NOT NULL',
  pinsSet: 'a.pins_set_at IS NOT NULL',
  secondPasskey: '(SELECT count(*) FROM passkeys k WHERE k.user_id = a.account_id) >= 2',
} as const;
const ALL = Object.values(DONE).join(' AND ');
const ITEMS = Object.entries(DONE)
  .map(([name, sql]) => `${sql} AS "${name}"`)
  .join(', ');

const rowSchema = z.object({
  id: z.uuid(),
  accountId: z.string(),
  email: z.string(),
  name: z.string(),
  frozen: z.boolean(),
  role: z.enum(ASSIGNMENT_ROLES).exclude(['region-lead']),
  city: z.string(),
  createdAt: z.date(),
  silencePlanSealed: z.instanceof(Buffer).nullable(),
  kitRead: z.boolean(),
  deputyNamed: z.boolean(),
  timeSet: z.boolean(),
  silenceAgreed: z.boolean(),
  pinsSet: z.boolean(),
  secondPasskey: z.boolean(),
});
export type ReadinessRow = z.infer<typeof rowSchema>;

interface Asked {
  editionId: string;
  /** Of these countries' cities alone; null: all. */
  countries?: readonly string[] | null;
  /** Of this account alone. */
  accountId?: string;
}

/** Who answers for which city, and what of the list each has done; by city, coordinators first. */
export async function readReadiness(
  db: Pool | Transaction,
  { editionId, countries = null, accountId }: Asked,
): Promise<ReadinessRow[]> {
  const { rows } = await db.query(
    `SELECT a.id, a.account_id AS "accountId", u.email, u.name, u.frozen_at IS NOT NULL AS frozen, a.role,
       a.city_slug AS city, a.created_at AS "createdAt", a.silence_plan_sealed AS "silencePlanSealed", ${ITEMS}
     FROM assignments a JOIN users u ON u.id = a.account_id JOIN places p ON p.slug = a.city_slug
     WHERE a.edition_id = $1 AND a.ended_at IS NULL AND ($2::text[] IS NULL OR p.country = ANY($2))
       AND ($3::text IS NULL OR a.account_id = $3)
     ORDER BY a.city_slug, a.role, a.created_at, a.id`,
    [editionId, countries, accountId ?? null],
  );
  return z.array(rowSchema).parse(rows);
}

const citySchema = z.object({
  slug: z.string(),
  kind: z.enum(['delivery', 'solidarity']),
  country: z.string(),
  en: z.string(),
  ko: z.string(),
  zhHans: z.string(),
});

/** The cities that take part, of these countries alone where they are given. */
export async function readCities(
  pool: Pool,
  { editionId, countries }: { editionId: string; countries: readonly string[] | null },
): Promise<z.infer<typeof citySchema>[]> {
  const { rows } = await pool.query(
    `SELECT c.slug, c.kind, p.country, p.name_en AS en, p.name_ko AS ko, p.name_zh_hans AS "zhHans"
     FROM cities c JOIN places p ON p.slug = c.slug
     WHERE c.edition_id = $1 AND c.withdrawn_at IS NULL AND ($2::text[] IS NULL OR p.country = ANY($2))
     ORDER BY p.name_en`,
    [editionId, countries],
  );
  return z.array(citySchema).parse(rows);
}

const leadSchema = z.object({
  id: z.uuid(),
  accountId: z.string(),
  email: z.string(),
  name: z.string(),
  region: z.string(),
});

/** Who leads which region. */
export async function readLeads(
  pool: Pool,
  editionId: string,
): Promise<z.infer<typeof leadSchema>[]> {
  const { rows } = await pool.query(
    `SELECT a.id, a.account_id AS "accountId", u.email, u.name, a.region
     FROM assignments a JOIN users u ON u.id = a.account_id
     WHERE a.edition_id = $1 AND a.ended_at IS NULL AND a.region IS NOT NULL ORDER BY a.region, u.email`,
    [editionId],
  );
  return z.array(leadSchema).parse(rows);
}

/** Ticks that the kit was read. */
export async function markKitRead(tx: Transaction, id: string, at: Date): Promise<void> {
  await tx.query('UPDATE assignments SET kit_read_at = coalesce(kit_read_at, $2) WHERE id = $1', [
    id,
    at,
  ]);
}

export async function storeSilencePlan(
  tx: Transaction,
  { id, planSealed, at }: { id: string; planSealed: Buffer; at: Date },
): Promise<void> {
  await tx.query(
    'UPDATE assignments SET silence_plan_sealed = $2, silence_agreed_at = $3 WHERE id = $1',
    [id, planSealed, at],
  );
}

/** Sets the columns that others read by: since when each is true. Of all, or of one city. Answers how many changed. */
export async function settleReadiness(
  db: Pool | Transaction,
  now: Date,
  of: { editionId: string; city: string } | null = null,
): Promise<number> {
  const { rowCount } = await db.query(
    `UPDATE assignments t SET deputy_named_at = n.deputy, time_set_at = n.time, ready_at = n.ready
     FROM (SELECT a.id,
         CASE WHEN ${DONE.deputyNamed} THEN coalesce(a.deputy_named_at, $1) END AS deputy,
         CASE WHEN ${DONE.timeSet} THEN coalesce(a.time_set_at, $1) END AS time,
         CASE WHEN ${ALL} THEN coalesce(a.ready_at, $1) END AS ready
       FROM assignments a WHERE a.ended_at IS NULL AND a.city_slug IS NOT NULL
         AND ($2::uuid IS NULL OR (a.edition_id = $2 AND a.city_slug = $3))) n
     WHERE t.id = n.id
       AND (t.deputy_named_at, t.time_set_at, t.ready_at) IS DISTINCT FROM (n.deputy, n.time, n.ready)`,
    [now, of?.editionId, of?.city],
  );
  return rowCount ?? 0;
}
