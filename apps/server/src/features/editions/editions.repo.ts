import type { Transaction } from '@lantern/db/database';
import type { EditionPlan } from '@lantern/schemas/edition-rules';
import type { EditionSwitch } from '@lantern/schemas/edition-settings';
import { localeSchema, type Locale } from '@lantern/schemas/locale';
import type { Pool } from 'pg';

/** An edition as stored, with what staff should know before they change it. */
export interface StoredEdition extends StoredPlan {
  id: string;
  slug: string;
  kind: 'real' | 'rehearsal';
  isCurrent: boolean;
  archivedAt: Date | null;
  collectionPaused: boolean;
  newsPaused: boolean;
  supportersHidden: boolean;
  publishingPaused: boolean;
  total: number;
  cities: number;
  approved: Locale[];
}

/** An edition's plan, its instants as dates. */
interface StoredPlan extends Pick<EditionPlan, 'date' | 'timezone' | 'goal'> {
  opensAt: Date;
  closesAt: Date;
  deliversAt: Date;
}

const PLAN = `e.date::text AS date, e.timezone, e.goal, e.opens_at AS "opensAt",
  e.closes_at AS "closesAt", e.delivers_at AS "deliversAt"`;

const LIST = `
  SELECT e.id, e.slug, e.kind::text AS kind, e.is_current AS "isCurrent", e.archived_at AS "archivedAt", ${PLAN},
    e.collection_paused AS "collectionPaused", e.news_paused AS "newsPaused",
    e.supporters_hidden AS "supportersHidden", e.publishing_paused AS "publishingPaused",
    coalesce(h.total, 0)::int AS total,
    (SELECT count(*) FROM cities c WHERE c.edition_id = e.id)::int AS cities,
    coalesce((SELECT array_agg(DISTINCT t.locale) FROM petition_texts t
      WHERE t.edition_id = e.id AND t.state = 'approved'), '{}') AS approved
  FROM editions e LEFT JOIN tally_heads h ON h.edition_id = e.id
  ORDER BY e.date DESC, e.slug`;

/** All editions, the latest day first. */
export async function listEditions(pool: Pool): Promise<StoredEdition[]> {
  const { rows } = await pool.query<StoredEdition>(LIST);
  return rows.map((row) => ({
    ...row,
    approved: row.approved.map((locale) => localeSchema.parse(locale)),
  }));
}

/** The last act of one kind on one edition; `name` is the switch, if it was one. */
export interface LastAct {
  editionId: string;
  act: string;
  name: string | null;
  at: Date;
  actor: string;
}

/** Who last did what to which edition, from the audit log. */
export async function readLastActs(pool: Pool): Promise<LastAct[]> {
  const { rows } = await pool.query<LastAct>(
    `SELECT DISTINCT ON (subject, act, details ->> 'name')
       subject AS "editionId", act, details ->> 'name' AS name, at, actor
     FROM audit_log WHERE act IN ('editions.change', 'editions.switch')
     ORDER BY subject, act, details ->> 'name', at DESC, id DESC`,
  );
  return rows;
}

/** An edition whose row stays locked until the transaction ends. */
export interface LockedEdition extends StoredPlan {
  id: string;
  slug: string;
  kind: 'real' | 'rehearsal';
  isCurrent: boolean;
  archivedAt: Date | null;
}

/** Null if there is none of that slug. */
export async function lockEdition(tx: Transaction, slug: string): Promise<LockedEdition | null> {
  const { rows } = await tx.query<LockedEdition>(
    `SELECT e.id, e.slug, e.kind::text AS kind, e.is_current AS "isCurrent", e.archived_at AS "archivedAt", ${PLAN}
     FROM editions e WHERE e.slug = $1 FOR NO KEY UPDATE`,
    [slug],
  );
  return rows[0] ?? null;
}

/** Locks all editions in one order, so that two choices at once cannot wait for each other. */
export async function lockAll(tx: Transaction): Promise<LockedEdition[]> {
  const { rows } = await tx.query<LockedEdition>(
    `SELECT e.id, e.slug, e.kind::text AS kind, e.is_current AS "isCurrent", e.archived_at AS "archivedAt", ${PLAN}
     FROM editions e ORDER BY e.id FOR NO KEY UPDATE`,
  );
  return rows;
}

/** Stores how an edition is set from now on. */
export async function updatePlan(tx: Transaction, id: string, plan: EditionPlan): Promise<void> {
  await tx.query(
    `UPDATE editions SET date = $2, timezone = $3, opens_at = $4, closes_at = $5,
       delivers_at = $6, goal = $7
     WHERE id = $1`,
    [id, ...planColumns(plan)],
  );
}

const planColumns = (plan: EditionPlan) => [
  plan.date,
  plan.timezone,
  plan.opensAt,
  plan.closesAt,
  plan.deliversAt,
  plan.goal,
];

const COLUMN = {
  collection: 'collection_paused',
  news: 'news_paused',
  supporters: 'supporters_hidden',
  publishing: 'publishing_paused',
} as const satisfies Record<EditionSwitch, string>;

/** Turns a switch; false if it stood so already. */
export async function turnSwitch(
  tx: Transaction,
  { id, name, on }: { id: string; name: EditionSwitch; on: boolean },
): Promise<boolean> {
  const column = COLUMN[name];
  const { rowCount } = await tx.query(
    `UPDATE editions SET ${column} = $2 WHERE id = $1 AND ${column} <> $2`,
    [id, on],
  );
  return rowCount === 1;
}

/** Puts an edition away, or takes it out again (`at` null). */
export async function setArchived(tx: Transaction, id: string, at: Date | null): Promise<void> {
  await tx.query('UPDATE editions SET archived_at = $2 WHERE id = $1', [id, at]);
}

/** A new edition, current for nobody yet. */
export interface NewEdition {
  id: string;
  slug: string;
  kind: 'real' | 'rehearsal';
  plan: EditionPlan;
  at: Date;
}

/** Stores an edition with its tally at zero; false if the slug is taken. */
export async function insertEdition(tx: Transaction, edition: NewEdition): Promise<boolean> {
  const { rowCount } = await tx.query(
    `INSERT INTO editions (id, slug, kind, date, timezone, opens_at, closes_at, delivers_at, goal, created_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT (slug) DO NOTHING`,
    [edition.id, edition.slug, edition.kind, ...planColumns(edition.plan), edition.at],
  );
  if (rowCount !== 1) return false;
  await tx.query('INSERT INTO tally_heads (edition_id) VALUES ($1)', [edition.id]);
  return true;
}

/**
 * Gives an edition the same places as another, each as if nothing had happened there yet. Where a mission is and nobody
 * may go to it any more, there is no city either.
 */
export async function copyCities(tx: Transaction, from: string, to: string): Promise<void> {
  await tx.query(
    `INSERT INTO cities (edition_id, slug, kind)
     SELECT $2, c.slug, c.kind FROM cities c WHERE c.edition_id = $1
       AND (NOT EXISTS (SELECT FROM missions m WHERE m.place_slug = c.slug)
         OR EXISTS (SELECT FROM missions m WHERE m.place_slug = c.slug AND m.offered))`,
    [from, to],
  );
}

/** Makes one edition the current one, and no other. */
export async function setCurrent(tx: Transaction, id: string): Promise<void> {
  await tx.query('UPDATE editions SET is_current = false WHERE is_current AND id <> $1', [id]);
  await tx.query('UPDATE editions SET is_current = true WHERE id = $1', [id]);
}
