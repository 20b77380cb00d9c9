import type { Transaction } from '@lantern/db/database';
import { ANSWERS_FOR_CITY } from '@lantern/schemas/day-roles';
import type { Pool } from 'pg';

interface NewSubscription {
  id: string;
  accountId: string;
  endpointHash: Buffer;
  detailsSealed: Buffer;
  at: Date;
}

/** Stores a browser's subscription; the same browser again becomes the newest account's, under its first id. */
export async function keepSubscription(
  tx: Transaction,
  { id, accountId, endpointHash, detailsSealed, at }: NewSubscription,
): Promise<void> {
  await tx.query('DELETE FROM push_subscriptions WHERE endpoint_hash = $1', [endpointHash]);
  await tx.query(
    `INSERT INTO push_subscriptions (id, account_id, endpoint_hash, details_sealed, created_at)
     VALUES ($1, $2, $3, $4, $5)`,
    [id, accountId, endpointHash, detailsSealed, at],
  );
}

/** Keeps an account's newest `most`. */
export async function dropOldest(tx: Transaction, accountId: string, most: number): Promise<void> {
  await tx.query(
    `DELETE FROM push_subscriptions WHERE id IN (SELECT id FROM push_subscriptions
       WHERE account_id = $1 ORDER BY created_at DESC, id DESC OFFSET $2)`,
    [accountId, most],
  );
}

/** Forgets one of an account's; none is as good as forgotten. */
export async function dropOwn(pool: Pool, accountId: string, endpointHash: Buffer): Promise<void> {
  await pool.query('DELETE FROM push_subscriptions WHERE account_id = $1 AND endpoint_hash = $2', [
    accountId,
    endpointHash,
  ]);
}

/** The browsers of these accounts that may be woken; nobody's who is frozen. */
export async function subscriptionsOf(
  tx: Transaction | Pool,
  accountIds: readonly string[],
): Promise<{ id: string; accountId: string }[]> {
  const { rows } = await tx.query<{ id: string; accountId: string }>(
    `SELECT s.id, s.account_id AS "accountId" FROM push_subscriptions s
     JOIN users u ON u.id = s.account_id AND u.frozen_at IS NULL
     WHERE s.account_id = ANY($1) ORDER BY s.id`,
    [accountIds],
  );
  return rows;
}

interface StoredSubscription {
  detailsSealed: Buffer;
  locale: string;
  /** Its person is in the field, and at home in the field's app. */
  answersForCity: boolean;
}

/** One subscription as sending needs it; null once it is gone. */
export async function readSubscription(pool: Pool, id: string): Promise<StoredSubscription | null> {
  const { rows } = await pool.query<StoredSubscription>(
    `SELECT s.details_sealed AS "detailsSealed", coalesce(c.locale, 'en') AS locale,
       u.role = ANY($2) AS "answersForCity"
     FROM push_subscriptions s JOIN users u ON u.id = s.account_id AND u.frozen_at IS NULL
     LEFT JOIN person_contacts c ON c.account_id = s.account_id WHERE s.id = $1`,
    [id, [...ANSWERS_FOR_CITY]],
  );
  return rows[0] ?? null;
}

/** The push service knows it no more. */
export async function dropSubscription(pool: Pool, id: string): Promise<void> {
  await pool.query('DELETE FROM push_subscriptions WHERE id = $1', [id]);
}

/** When sending there last failed. */
export async function markFailed(pool: Pool, id: string, at: Date): Promise<void> {
  await pool.query('UPDATE push_subscriptions SET last_failed_at = $2 WHERE id = $1', [id, at]);
}
