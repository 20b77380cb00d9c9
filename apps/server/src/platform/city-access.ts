import type { Transaction } from '@lantern/db/database';
import { ANSWERS_FOR_CITY, MAY_PLAN } from '@lantern/schemas/day-roles';
import { countriesOf, regionOf, REGIONS } from '@lantern/schemas/region';
import type { Pool } from 'pg';
import { DomainError } from './domain-error.ts';
import type { Principal } from './trpc.ts';

/** A city of an edition. */
export interface CityOfEdition {
  editionId: string;
  /** Its slug. */
  city: string;
}

/**
 * One rule for what touches a city: admins and moderators reach all, a region lead those of the regions they were
 * given, a coordinator and a deputy those they answer for. Throws `not-found` for a city that is not in the edition,
 * `forbidden` for everyone else. Asked inside the act's own transaction, since assignments end at once.
 */
export async function requireCity(
  tx: Transaction | Pool,
  { accountId, role }: Pick<Principal, 'accountId' | 'role'>,
  { editionId, city }: CityOfEdition,
): Promise<void> {
  const { rows } = await tx.query<{ country: string; answers: boolean; regions: string[] }>(
    `SELECT p.country,
       EXISTS (SELECT FROM assignments a WHERE a.edition_id = $1 AND a.city_slug = $2 AND a.account_id = $3
         AND a.ended_at IS NULL) AS answers,
       ARRAY(SELECT a.region FROM assignments a WHERE a.edition_id = $1 AND a.account_id = $3
         AND a.ended_at IS NULL AND a.region IS NOT NULL) AS regions
     FROM cities c JOIN places p ON p.slug = c.slug WHERE c.edition_id = $1 AND c.slug = $2`,
    [editionId, city, accountId],
  );
  const [found] = rows;
  if (!found) throw new DomainError('not-found');
  if (MAY_PLAN.includes(role)) return;
  if (ANSWERS_FOR_CITY.includes(role) && found.answers) return;
  const region = regionOf(found.country);
  if (role === 'region-lead' && region !== undefined && found.regions.includes(region)) return;
  throw new DomainError('forbidden');
}

/**
 * The countries whose cities a reader of lists sees: null is all of them, none for a region lead without a region.
 * For what is about no city yet, null alone will do.
 */
export async function countriesReached(
  db: Transaction | Pool,
  { accountId, role }: Pick<Principal, 'accountId' | 'role'>,
  editionId: string,
): Promise<readonly string[] | null> {
  if (role !== 'region-lead') return null;
  const { rows } = await db.query<{ region: string }>(
    `SELECT region FROM assignments WHERE edition_id = $1 AND account_id = $2 AND ended_at IS NULL
       AND region IS NOT NULL`,
    [editionId, accountId],
  );
  const led = new Set(rows.map(({ region }) => region));
  return REGIONS.filter((region) => led.has(region)).flatMap(countriesOf);
}
