import type { Transaction } from '@lantern/db/database';
import { ASSIGNMENT_ROLES } from '@lantern/schemas/assignment';
import { localeSchema } from '@lantern/schemas/locale';
import type { Pool } from 'pg';
import { z } from 'zod';

const ownSchema = z.object({ phoneSealed: z.instanceof(Buffer).nullable(), locale: localeSchema });

/** How an account is reached; null where nothing was set. */
export async function readContact(
  pool: Pool,
  accountId: string,
): Promise<z.infer<typeof ownSchema> | null> {
  const { rows } = await pool.query(
    'SELECT phone_sealed AS "phoneSealed", locale FROM person_contacts WHERE account_id = $1',
    [accountId],
  );
  return ownSchema.optional().parse(rows[0]) ?? null;
}

interface Contact {
  accountId: string;
  phoneSealed: Buffer | null;
  locale: string;
  at: Date;
}

/** Sets how an account is reached; `keep` leaves what its person has set before. */
export async function storeContact(
  tx: Transaction,
  { accountId, phoneSealed, locale, at }: Contact,
  { keep = false } = {},
): Promise<void> {
  await tx.query(
    `INSERT INTO person_contacts (account_id, phone_sealed, locale, updated_at) VALUES ($1, $2, $3, $4)
     ON CONFLICT (account_id) DO UPDATE SET phone_sealed = $2, locale = $3, updated_at = $4 WHERE NOT $5`,
    [accountId, phoneSealed, locale, at, keep],
  );
}

const cityContactSchema = z.object({
  accountId: z.string(),
  role: z.enum(ASSIGNMENT_ROLES),
  name: z.string(),
  email: z.string(),
  phoneSealed: z.instanceof(Buffer).nullable(),
  locale: localeSchema.nullable(),
});

/** How those are reached who answer for a city or lead its region; coordinators first. */
export async function readCityContacts(
  db: Pool | Transaction,
  { editionId, city, region }: { editionId: string; city: string; region: string | null },
): Promise<z.infer<typeof cityContactSchema>[]> {
  const { rows } = await db.query(
    `SELECT a.account_id AS "accountId", a.role, u.name, u.email, c.phone_sealed AS "phoneSealed", c.locale
     FROM assignments a JOIN users u ON u.id = a.account_id
     LEFT JOIN person_contacts c ON c.account_id = a.account_id
     WHERE a.edition_id = $1 AND a.ended_at IS NULL AND (a.city_slug = $2 OR a.region = $3)
     ORDER BY a.role, a.created_at, a.id`,
    [editionId, city, region],
  );
  return z.array(cityContactSchema).parse(rows);
}

/** The country a city lies in; null if there is no such place. */
export async function countryOf(db: Pool | Transaction, city: string): Promise<string | null> {
  const { rows } = await db.query<{ country: string }>(
    'SELECT country FROM places WHERE slug = $1',
    [city],
  );
  return rows[0]?.country ?? null;
}
