import type { Transaction } from '@lantern/db/database';
import { APPLICANT_ROLES, APPLICATION_STATES } from '@lantern/schemas/application';
import { localeSchema } from '@lantern/schemas/locale';
import type { Pool } from 'pg';
import { z } from 'zod';

const sealed = z.instanceof(Buffer);
const storedSchema = z.object({
  id: z.uuid(),
  editionId: z.uuid(),
  citySlug: z.string().nullable(),
  cityName: z.object({ en: z.string(), ko: z.string(), 'zh-Hans': z.string() }).nullable(),
  role: z.enum(APPLICANT_ROLES),
  emailHash: sealed,
  emailSealed: sealed,
  nameSealed: sealed,
  phoneSealed: sealed.nullable(),
  aboutSealed: sealed,
  locale: localeSchema,
  state: z.enum(APPLICATION_STATES),
  createdAt: z.date(),
  confirmedAt: z.date().nullable(),
  decidedAt: z.date().nullable(),
  decidedBy: z.string().nullable(),
  invitationId: z.uuid().nullable(),
});
/** An application as stored; who it is and what they say is sealed. */
export type StoredApplication = z.infer<typeof storedSchema>;

const COLUMNS = `a.id, a.edition_id AS "editionId", a.city_slug AS "citySlug", a.role,
  (SELECT json_build_object('en', name_en, 'ko', name_ko, 'zh-Hans', name_zh_hans)
   FROM places WHERE slug = a.city_slug) AS "cityName",
  a.email_hash AS "emailHash", a.email_sealed AS "emailSealed", a.name_sealed AS "nameSealed",
  a.phone_sealed AS "phoneSealed", a.about_sealed AS "aboutSealed", a.locale, a.state,
  a.created_at AS "createdAt", a.confirmed_at AS "confirmedAt", a.decided_at AS "decidedAt",
  a.decided_by AS "decidedBy", a.invitation_id AS "invitationId"`;

type NewApplication = Omit<
  StoredApplication,
  'state' | 'cityName' | 'confirmedAt' | 'decidedAt' | 'decidedBy' | 'invitationId'
>;

/** Stores an application whose address is not confirmed yet. */
export async function insertApplication(tx: Transaction, row: NewApplication): Promise<void> {
  await tx.query(
    `INSERT INTO applications (id, edition_id, city_slug, role, email_hash, email_sealed, name_sealed,
       phone_sealed, about_sealed, locale, state, created_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 'applied', $11)`,
    [
      row.id,
      row.editionId,
      row.citySlug,
      row.role,
      row.emailHash,
      row.emailSealed,
      row.nameSealed,
      row.phoneSealed,
      row.aboutSealed,
      row.locale,
      row.createdAt,
    ],
  );
}

/** Whether the city takes part in the edition. */
export async function cityTakesPart(pool: Pool, editionId: string, city: string): Promise<boolean> {
  const { rowCount } = await pool.query(
    'SELECT FROM cities WHERE edition_id = $1 AND slug = $2 AND withdrawn_at IS NULL',
    [editionId, city],
  );
  return rowCount === 1;
}

/** Null if there is none (any more). `lock` keeps it as it is until the transaction ends. */
export async function readApplication(
  db: Pool | Transaction,
  id: string,
  lock: 'lock' | 'look' = 'look',
): Promise<StoredApplication | null> {
  const { rows } = await db.query(
    `SELECT ${COLUMNS} FROM applications a WHERE a.id = $1 ${lock === 'lock' ? 'FOR UPDATE' : ''}`,
    [id],
  );
  return storedSchema.optional().parse(rows[0]) ?? null;
}

interface Listed {
  editionId: string;
  state: string;
  /** Of these countries' cities alone; null: all. */
  countries: readonly string[] | null;
  limit: number;
}

const listedSchema = storedSchema.extend({ vouched: z.number(), twins: z.number() });

/** The oldest that wait, or the newest that are decided; with how many vouched, and how many share its address. */
export async function listApplications(
  pool: Pool,
  { editionId, state, countries, limit }: Listed,
): Promise<z.infer<typeof listedSchema>[]> {
  const { rows } = await pool.query(
    `SELECT ${COLUMNS},
       (SELECT count(*) FROM application_notes n
        WHERE n.application_id = a.id AND n.kind = 'vouch')::int AS vouched,
       (SELECT count(*) FROM applications t WHERE t.edition_id = a.edition_id AND t.id <> a.id
          AND t.email_hash = a.email_hash AND t.state <> 'applied')::int AS twins
     FROM applications a LEFT JOIN places p ON p.slug = a.city_slug
     WHERE a.edition_id = $1 AND a.state = $2 AND ($3::text[] IS NULL OR p.country = ANY($3))
     ORDER BY CASE WHEN $2 = 'confirmed' THEN a.confirmed_at END, a.decided_at DESC, a.id LIMIT $4`,
    [editionId, state, countries, limit],
  );
  return z.array(listedSchema).parse(rows);
}

/** How many wait for a person, of these countries' cities alone where they are given. */
export async function countWaiting(
  pool: Pool,
  { editionId, countries }: Pick<Listed, 'editionId' | 'countries'>,
): Promise<number> {
  const { rows } = await pool.query<{ n: number }>(
    `SELECT count(*)::int AS n FROM applications a LEFT JOIN places p ON p.slug = a.city_slug
     WHERE a.edition_id = $1 AND a.state = 'confirmed' AND ($2::text[] IS NULL OR p.country = ANY($2))`,
    [editionId, countries],
  );
  return rows[0]?.n ?? 0;
}

const twinSchema = storedSchema.pick({ id: true, cityName: true, role: true, state: true });

/** Others of the same address in the edition, whatever became of them. */
export async function twinsOf(
  pool: Pool,
  { id, editionId, emailHash }: Pick<StoredApplication, 'id' | 'editionId' | 'emailHash'>,
): Promise<z.infer<typeof twinSchema>[]> {
  const { rows } = await pool.query(
    `SELECT ${COLUMNS} FROM applications a
     WHERE a.edition_id = $1 AND a.email_hash = $2 AND a.id <> $3 AND a.state <> 'applied'
     ORDER BY a.created_at, a.id`,
    [editionId, emailHash, id],
  );
  return z.array(twinSchema).parse(rows);
}

/** The address is its applicant's. */
export async function markConfirmed(tx: Transaction, id: string, at: Date): Promise<void> {
  await tx.query(`UPDATE applications SET state = 'confirmed', confirmed_at = $2 WHERE id = $1`, [
    id,
    at,
  ]);
}

interface Decision {
  id: string;
  state: 'approved' | 'refused';
  at: Date;
  by: string;
  invitationId: string | null;
}

export async function markDecided(tx: Transaction, decision: Decision): Promise<void> {
  const { id, state, at, by, invitationId } = decision;
  await tx.query(
    `UPDATE applications SET state = $2, decided_at = $3, decided_by = $4, invitation_id = $5
     WHERE id = $1`,
    [id, state, at, by, invitationId],
  );
}

/** Whether an enrolment link was used; false for none. */
export async function hasEnrolled(
  db: Pool | Transaction,
  invitationId: string | null,
): Promise<boolean> {
  const { rowCount } = await db.query(
    'SELECT FROM invitations WHERE id = $1 AND used_at IS NOT NULL',
    [invitationId],
  );
  return rowCount === 1;
}

/** The application that an enrolment link came from; null for a link that came otherwise. */
export async function applicationOfInvitation(
  tx: Transaction,
  invitationId: string,
): Promise<StoredApplication | null> {
  const { rows } = await tx.query(
    `SELECT ${COLUMNS} FROM applications a WHERE a.invitation_id = $1 AND a.state = 'approved'`,
    [invitationId],
  );
  return storedSchema.optional().parse(rows[0]) ?? null;
}

/** Deletes one for good, with its notes; none of this id is as good as deleted. */
export async function deleteApplication(tx: Transaction, id: string): Promise<void> {
  await tx.query('DELETE FROM applications WHERE id = $1', [id]);
}

/** Ids of all, in their order; for a restore. */
export async function applicationIds(tx: Transaction): Promise<string[]> {
  const { rows } = await tx.query<{ id: string }>('SELECT id FROM applications ORDER BY id');
  return rows.map(({ id }) => id);
}

/** Deletes what nobody confirmed since `unconfirmed`, and what was decided before `decided`; answers how many. */
export async function deleteOld(
  pool: Pool,
  before: { unconfirmed: Date; decided: Date },
): Promise<number> {
  const { rowCount } = await pool.query(
    `DELETE FROM applications WHERE (state = 'applied' AND created_at <= $1)
       OR (state IN ('approved', 'refused') AND decided_at <= $2)`,
    [before.unconfirmed, before.decided],
  );
  return rowCount ?? 0;
}
