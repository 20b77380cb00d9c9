import { MAY_ACT_ON_DAY } from '@lantern/schemas/day-roles';
import type { HelpKind } from '@lantern/schemas/help-line';
import type { Pool } from 'pg';
import type { CityOfEdition } from '../../platform/city-access.ts';

/** Whom to call: of the city, then of the whole edition. */
export async function readHelpLines(
  pool: Pool,
  { editionId, city }: CityOfEdition,
): Promise<{ kind: HelpKind; label: string; phone: string }[]> {
  const { rows } = await pool.query<{ kind: HelpKind; label: string; phone: string }>(
    `SELECT kind, label, phone FROM help_lines WHERE edition_id = $1 AND (city_slug = $2 OR city_slug IS NULL)
     ORDER BY city_slug NULLS LAST, position`,
    [editionId, city],
  );
  return rows;
}

/** ISO 3166-1. */
export async function readCountry(pool: Pool, city: string): Promise<string | null> {
  const { rows } = await pool.query<{ country: string }>(
    'SELECT country FROM places WHERE slug = $1',
    [city],
  );
  return rows[0]?.country ?? null;
}

/** Somebody who can be called. */
export interface NumberRow {
  kind: 'duty' | 'lead';
  accountId: string;
  phoneSealed: Buffer;
}

/** Who is on duty for a region in that time, and who leads it, as far as they gave a number and may still act. */
export async function readNumbers(
  pool: Pool,
  {
    editionId,
    region,
    from,
    until,
  }: { editionId: string; region: string | null; from: Date; until: Date },
): Promise<NumberRow[]> {
  const { rows } = await pool.query<NumberRow>(
    `SELECT n.kind, n.account_id AS "accountId", c.phone_sealed AS "phoneSealed"
     FROM (
       SELECT 'duty' AS kind, account_id, min(starts_at) AS since FROM duty_shifts
       WHERE edition_id = $1 AND (region IS NULL OR region = $2) AND starts_at < $4 AND ends_at > $3 GROUP BY account_id
       UNION ALL
       SELECT 'lead', account_id, min(created_at) FROM assignments
       WHERE edition_id = $1 AND region = $2 AND ended_at IS NULL GROUP BY account_id
     ) n JOIN person_contacts c ON c.account_id = n.account_id JOIN users u ON u.id = n.account_id
     WHERE c.phone_sealed IS NOT NULL AND u.frozen_at IS NULL AND u.role = ANY($5) ORDER BY n.kind, n.since`,
    [editionId, region, from, until, [...MAY_ACT_ON_DAY]],
  );
  return rows;
}
