import type { Transaction } from '@lantern/db/database';
import { ASSIGNMENT_ROLES, type AssignmentRole } from '@lantern/schemas/assignment';
import { REGIONS, type Region } from '@lantern/schemas/region';
import type { Pool } from 'pg';
import { z } from 'zod';

const assignmentSchema = z.object({
  id: z.uuid(),
  editionId: z.uuid(),
  accountId: z.string(),
  role: z.enum(ASSIGNMENT_ROLES),
  city: z.string().nullable(),
  region: z.enum(REGIONS).nullable(),
});
/** Somebody's city or region, which has not ended. */
export type Assignment = z.infer<typeof assignmentSchema>;

const COLUMNS = `id, edition_id AS "editionId", account_id AS "accountId", role, city_slug AS city, region`;

interface NewAssignment {
  id: string;
  editionId: string;
  accountId: string;
  role: AssignmentRole;
  city: string | null;
  region: Region | null;
  at: Date;
  by: string;
}

/**
 * Gives a city or a region; false if the account has it already. One person has one pair of PINs in an edition, so
 * those they set for another city come along.
 */
export async function insertAssignment(tx: Transaction, given: NewAssignment): Promise<boolean> {
  const { rowCount } = await tx.query(
    `INSERT INTO assignments (id, edition_id, account_id, role, city_slug, region, created_at, created_by,
       pin_hash, duress_hash, pins_set_at)
     SELECT $1, $2, $3, $4, $5, $6, $7, $8, o.pin_hash, o.duress_hash, o.pins_set_at
     FROM (SELECT 1) one LEFT JOIN LATERAL (
       SELECT pin_hash, duress_hash, pins_set_at FROM assignments
       WHERE edition_id = $2 AND account_id = $3 AND ended_at IS NULL AND pins_set_at IS NOT NULL
       ORDER BY pins_set_at DESC LIMIT 1) o ON $5::text IS NOT NULL
     ON CONFLICT DO NOTHING`,
    [
      given.id,
      given.editionId,
      given.accountId,
      given.role,
      given.city,
      given.region,
      given.at,
      given.by,
    ],
  );
  return rowCount === 1;
}

/** An assignment that has not ended, its row locked; null if there is none. */
export async function lockAssignment(tx: Transaction, id: string): Promise<Assignment | null> {
  const { rows } = await tx.query(
    `SELECT ${COLUMNS} FROM assignments WHERE id = $1 AND ended_at IS NULL FOR UPDATE`,
    [id],
  );
  return assignmentSchema.optional().parse(rows[0]) ?? null;
}

interface Ended {
  id: string;
  at: Date;
  by: string;
  reason: string;
}

/** Ends one, and forgets what nobody needs to know of it any more. */
export async function endAssignment(tx: Transaction, { id, at, by, reason }: Ended): Promise<void> {
  await tx.query(
    `UPDATE assignments SET ended_at = $2, ended_by = $3, end_reason = $4, pin_hash = NULL,
       duress_hash = NULL, pins_set_at = NULL, silence_plan_sealed = NULL, ready_at = NULL
     WHERE id = $1`,
    [id, at, by, reason],
  );
}

/** Makes one of a city its coordinator, and whoever was it a deputy; answers who that was. */
export async function swapCoordinator(
  tx: Transaction,
  { id, editionId, city }: Pick<Assignment, 'id' | 'editionId' | 'city'>,
): Promise<string[]> {
  const { rows } = await tx.query<{ accountId: string }>(
    `UPDATE assignments SET role = 'deputy' WHERE edition_id = $2 AND city_slug = $3 AND id <> $1
       AND role = 'coordinator' AND ended_at IS NULL RETURNING account_id AS "accountId"`,
    [id, editionId, city],
  );
  await tx.query(`UPDATE assignments SET role = 'coordinator' WHERE id = $1`, [id]);
  return rows.map(({ accountId }) => accountId);
}

/** An account as assigning sees it; null if there is none. Its row is locked against a change of role. */
export async function lockAccount(
  tx: Transaction,
  id: string,
): Promise<{ role: string; frozenAt: Date | null } | null> {
  const { rows } = await tx.query<{ role: string; frozenAt: Date | null }>(
    'SELECT role, frozen_at AS "frozenAt" FROM users WHERE id = $1 FOR SHARE',
    [id],
  );
  return rows[0] ?? null;
}

/** Whether the city takes part in the edition. */
export async function cityTakesPart(
  tx: Transaction,
  { editionId, city }: { editionId: string; city: string },
): Promise<boolean> {
  const { rowCount } = await tx.query(
    'SELECT FROM cities WHERE edition_id = $1 AND slug = $2 AND withdrawn_at IS NULL',
    [editionId, city],
  );
  return rowCount === 1;
}

/** Accounts that could be given a city or a region: not frozen, of a role that has such. */
export async function assignableAccounts(
  pool: Pool,
  roles: readonly string[],
): Promise<{ id: string; email: string; name: string; role: string }[]> {
  const { rows } = await pool.query<{ id: string; email: string; name: string; role: string }>(
    `SELECT id, email, name, role FROM users WHERE frozen_at IS NULL AND role = ANY($1) ORDER BY name, id`,
    [roles],
  );
  return rows;
}
