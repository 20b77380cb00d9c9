import type { Transaction } from '@lantern/db/database';
import type { Pool } from 'pg';
import { DomainError } from '../../platform/domain-error.ts';

/** An embassy or consulate as staff keep it. */
export interface StoredMission {
  slug: string;
  /** Its place's slug, which is the city's. */
  city: string;
  kind: 'embassy' | 'consulate-general' | 'consulate' | 'office';
  /** In English, as the source has it. */
  name: string;
  cityName: { en: string; ko: string; 'zh-Hans': string };
  country: string;
  sourceNote: string;
  offered: boolean;
  riskNote: string | null;
  address: string | null;
  jurisdiction: string | null;
  jurisdictionCountries: string[];
  verifiedAt: Date | null;
  /** Account ids. */
  verifiedBy: string | null;
  updatedAt: Date | null;
  updatedBy: string | null;
}

const COLUMNS = `m.slug, m.place_slug AS city, m.kind::text AS kind, m.name_en AS name,
  json_build_object('en', p.name_en, 'ko', p.name_ko, 'zh-Hans', p.name_zh_hans) AS "cityName", p.country,
  m.source_note AS "sourceNote", m.offered, m.risk_note AS "riskNote", m.address, m.jurisdiction,
  m.jurisdiction_countries AS "jurisdictionCountries", m.verified_at AS "verifiedAt", m.verified_by AS "verifiedBy",
  m.updated_at AS "updatedAt", m.updated_by AS "updatedBy"`;

/** All of them, by country and place. */
export async function listMissions(pool: Pool): Promise<StoredMission[]> {
  const { rows } = await pool.query<StoredMission>(
    `SELECT ${COLUMNS} FROM missions m JOIN places p ON p.slug = m.place_slug
     ORDER BY p.country, m.kind, m.slug`,
  );
  return rows;
}

/** Its row stays locked until the transaction ends. Throws `not-found`. */
export async function lockMission(tx: Transaction, slug: string): Promise<StoredMission> {
  const { rows } = await tx.query<StoredMission>(
    `SELECT ${COLUMNS} FROM missions m JOIN places p ON p.slug = m.place_slug
     WHERE m.slug = $1 FOR NO KEY UPDATE OF m`,
    [slug],
  );
  const [found] = rows;
  if (!found) throw new DomainError('not-found');
  return found;
}

interface Stamp {
  now: Date;
  /** Account id. */
  by: string;
}

type Facts = Pick<StoredMission, 'address' | 'jurisdiction' | 'jurisdictionCountries'>;

/** What staff know of it; nobody has verified that yet. */
export async function updateFacts(
  tx: Transaction,
  slug: string,
  { address, jurisdiction, jurisdictionCountries, now, by }: Facts & Stamp,
): Promise<void> {
  await tx.query(
    `UPDATE missions SET address = $2, jurisdiction = $3, jurisdiction_countries = $4, updated_at = $5,
       updated_by = $6, verified_at = NULL, verified_by = NULL
     WHERE slug = $1`,
    [slug, address, jurisdiction, jurisdictionCountries, now, by],
  );
}

/** Null: nobody has. */
export async function setVerified(
  tx: Transaction,
  slug: string,
  verified: Stamp | null,
): Promise<void> {
  await tx.query('UPDATE missions SET verified_at = $2, verified_by = $3 WHERE slug = $1', [
    slug,
    verified?.now ?? null,
    verified?.by ?? null,
  ]);
}

/** Why nobody is sent there; null: it is offered. */
export async function setRisk(
  tx: Transaction,
  slug: string,
  { riskNote, now, by }: Stamp & { riskNote: string | null },
): Promise<void> {
  await tx.query(
    `UPDATE missions SET offered = $2, risk_note = $3, updated_at = $4, updated_by = $5 WHERE slug = $1`,
    [slug, riskNote === null, riskNote, now, by],
  );
}
