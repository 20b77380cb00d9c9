import type { Transaction } from '@lantern/db/database';

/**
 * Keeps what of the day the database that is replaced has taken back, until the transaction ends: a screen, somebody's
 * city or region, a city and what is published from view. Empty where that database is older than these.
 */
export async function keepTakenAwayOfDay(tx: Transaction): Promise<void> {
  await tx.query(
    `CREATE TEMP TABLE kept_screens (id uuid, revoked_at timestamptz, revoked_by text) ON COMMIT DROP;
     CREATE TEMP TABLE kept_assignments (id uuid, ended_at timestamptz, ended_by text, end_reason text)
       ON COMMIT DROP;
     CREATE TEMP TABLE kept_cities (edition_id uuid, slug text, hidden_at timestamptz) ON COMMIT DROP;
     CREATE TEMP TABLE kept_pauses (id uuid) ON COMMIT DROP`,
  );
  const { rows } = await tx.query<{ there: boolean }>(
    `SELECT to_regclass('public.screen_tokens') IS NOT NULL AS there`,
  );
  if (!rows[0]?.there) return;
  await tx.query(
    `INSERT INTO kept_screens SELECT id, revoked_at, revoked_by FROM screen_tokens WHERE revoked_at IS NOT NULL;
     INSERT INTO kept_assignments SELECT id, ended_at, ended_by, end_reason FROM assignments
       WHERE ended_at IS NOT NULL;
     INSERT INTO kept_cities SELECT edition_id, slug, hidden_at FROM cities WHERE hidden_at IS NOT NULL;
     INSERT INTO kept_pauses SELECT id FROM editions WHERE publishing_paused`,
  );
}

/** Takes it away again, and ends every screen's link that nobody had opened: it may have been since. */
export async function takeAwayAgainOfDay(tx: Transaction, now: Date): Promise<void> {
  await tx.query(
    'UPDATE screen_tokens SET expires_at = least(expires_at, $1) WHERE last_seen_at IS NULL',
    [now],
  );
  await tx.query(
    `UPDATE screen_tokens SET revoked_at = kept.revoked_at, revoked_by = kept.revoked_by
     FROM kept_screens AS kept WHERE kept.id = screen_tokens.id AND screen_tokens.revoked_at IS NULL;
     UPDATE assignments SET ended_at = kept.ended_at, ended_by = kept.ended_by, end_reason = kept.end_reason,
       pin_hash = NULL, duress_hash = NULL, pins_set_at = NULL, silence_plan_sealed = NULL, ready_at = NULL
     FROM kept_assignments AS kept WHERE kept.id = assignments.id AND assignments.ended_at IS NULL;
     UPDATE cities SET hidden_at = kept.hidden_at FROM kept_cities AS kept
     WHERE kept.edition_id = cities.edition_id AND kept.slug = cities.slug AND cities.hidden_at IS NULL;
     UPDATE editions SET publishing_paused = true FROM kept_pauses AS kept
     WHERE kept.id = editions.id AND editions.archived_at IS NULL`,
  );
}
