import type { Transaction } from '@lantern/db/database';
import { REGIONS } from '@lantern/schemas/region';
import { roleSchema, type Role } from '@lantern/schemas/role';
import type { Pool } from 'pg';
import { z } from 'zod';

const iso = z.date().transform((at) => at.toISOString());
const shiftSchema = z.object({
  id: z.uuid(),
  accountId: z.string(),
  name: z.string(),
  region: z.enum(REGIONS).nullable(),
  duress: z.boolean(),
  startsAt: iso,
  endsAt: iso,
});
export type Shift = z.output<typeof shiftSchema>;

/** An edition's shifts in their order; with `at`, those that run then, of people who may still sign in. */
export async function listShifts(pool: Pool, editionId: string, at: Date | null): Promise<Shift[]> {
  const { rows } = await pool.query(
    `SELECT s.id, s.account_id AS "accountId", u.name, s.region, s.duress, s.starts_at AS "startsAt",
       s.ends_at AS "endsAt"
     FROM duty_shifts s JOIN users u ON u.id = s.account_id
     WHERE s.edition_id = $1
       AND ($2::timestamptz IS NULL OR (s.starts_at <= $2 AND s.ends_at > $2 AND u.frozen_at IS NULL))
     ORDER BY s.starts_at, s.id`,
    [editionId, at],
  );
  return z.array(shiftSchema).parse(rows);
}

const personSchema = z.object({ id: z.string(), name: z.string(), role: roleSchema });

/** Who can be on duty: people of these roles who may sign in. */
export async function listDutyPeople(
  pool: Pool,
  roles: readonly Role[],
): Promise<z.output<typeof personSchema>[]> {
  const { rows } = await pool.query(
    'SELECT id, name, role FROM users WHERE role = ANY($1) AND frozen_at IS NULL ORDER BY name, id',
    [[...roles]],
  );
  return z.array(personSchema).parse(rows);
}

/** The role of somebody who may sign in; null: there is none. */
export async function roleOf(tx: Transaction, accountId: string): Promise<Role | null> {
  const { rows } = await tx.query<{ role: string }>(
    'SELECT role FROM users WHERE id = $1 AND frozen_at IS NULL',
    [accountId],
  );
  return rows[0] ? roleSchema.parse(rows[0].role) : null;
}

interface StoredShift {
  id: string;
  editionId: string;
  accountId: string;
  region: string | null;
  duress: boolean;
  startsAt: string;
  endsAt: string;
  at: Date;
  by: string;
}

/** Stores a shift; answers false when the id is another edition's. */
export async function keepShift(tx: Transaction, shift: StoredShift): Promise<boolean> {
  const { rowCount } = await tx.query(
    `INSERT INTO duty_shifts
       (id, edition_id, account_id, region, duress, starts_at, ends_at, created_at, created_by)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
     ON CONFLICT (id) DO UPDATE SET account_id = $3, region = $4, duress = $5, starts_at = $6, ends_at = $7
       WHERE duty_shifts.edition_id = $2`,
    [
      shift.id,
      shift.editionId,
      shift.accountId,
      shift.region,
      shift.duress,
      shift.startsAt,
      shift.endsAt,
      shift.at,
      shift.by,
    ],
  );
  return rowCount === 1;
}

/** None is as good as removed. */
export async function dropShift(tx: Transaction, id: string): Promise<void> {
  await tx.query('DELETE FROM duty_shifts WHERE id = $1', [id]);
}
