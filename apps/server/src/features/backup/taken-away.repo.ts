import type { Transaction } from '@lantern/db/database';

/**
 * Keeps what the database that is replaced has taken away from somebody, until the transaction ends: a
 * passkey of a lost phone, a role, a site's leave to frame the form, a name on the public list. Empty where
 * that database is older than these.
 */
export async function keepTakenAway(tx: Transaction): Promise<void> {
  await tx.query(
    `CREATE TEMP TABLE kept_users (id text, role text, partner_id uuid) ON COMMIT DROP;
     CREATE TEMP TABLE kept_passkeys (credential_id text, user_id text) ON COMMIT DROP;
     CREATE TEMP TABLE kept_partners (id uuid, ended_at timestamptz, origins text[]) ON COMMIT DROP;
     CREATE TEMP TABLE kept_switches (id uuid, collection_paused boolean, news_paused boolean,
       supporters_hidden boolean) ON COMMIT DROP;
     CREATE TEMP TABLE kept_signatures (id uuid, name_hidden_at timestamptz, bounced_at timestamptz)
       ON COMMIT DROP`,
  );
  const { rows } = await tx.query<{ there: boolean }>(
    `SELECT to_regclass('public.partners') IS NOT NULL AS there`,
  );
  if (!rows[0]?.there) return;
  await tx.query(
    `INSERT INTO kept_users SELECT id, role, partner_id FROM users;
     INSERT INTO kept_passkeys SELECT credential_id, user_id FROM passkeys;
     INSERT INTO kept_partners SELECT id, ended_at, origins FROM partners;
     INSERT INTO kept_switches SELECT id, collection_paused, news_paused, supporters_hidden
       FROM editions;
     INSERT INTO kept_signatures SELECT id, name_hidden_at, bounced_at
       FROM signatures WHERE num_nonnulls(name_hidden_at, bounced_at) > 0`,
  );
}

/**
 * Takes it away again, and lets no request for a second person's word live on: it may have been used or
 * taken back since. Gives nobody anything, so what the replaced database had wrongly given stays undone.
 */
export async function takeAwayAgain(tx: Transaction, now: Date): Promise<void> {
  await tx.query(
    `UPDATE approvals SET expires_at = least(expires_at, $1) WHERE state IN ('waiting', 'approved')`,
    [now],
  );
  // An account of which the replaced database has no passkey at all may have lost them with the disk.
  await tx.query(
    `DELETE FROM passkeys USING (SELECT DISTINCT user_id FROM kept_passkeys) AS known
     WHERE passkeys.user_id = known.user_id
       AND passkeys.credential_id NOT IN (SELECT credential_id FROM kept_passkeys)`,
  );
  // The same changes that need no second person, since they only take, and the loss of an administrator's.
  await tx.query(
    `UPDATE users SET role = kept.role,
       partner_id = (SELECT partners.id FROM partners WHERE partners.id = kept.partner_id)
     FROM kept_users AS kept WHERE kept.id = users.id AND kept.role <> users.role
       AND (users.role = 'admin' OR (users.role, kept.role) IN
         (('moderator', 'observer'), ('region-lead', 'observer'), ('coordinator', 'deputy')))`,
  );
  await tx.query(
    `UPDATE partners SET ended_at = coalesce(partners.ended_at, kept.ended_at),
       origins = ARRAY(SELECT origin FROM unnest(partners.origins) WITH ORDINALITY AS site (origin, place)
         WHERE origin = ANY(kept.origins) ORDER BY place)
     FROM kept_partners AS kept WHERE kept.id = partners.id;
     UPDATE editions SET collection_paused = editions.collection_paused OR kept.collection_paused,
       news_paused = editions.news_paused OR kept.news_paused,
       supporters_hidden = editions.supporters_hidden OR kept.supporters_hidden
     FROM kept_switches AS kept WHERE kept.id = editions.id AND editions.archived_at IS NULL;
     UPDATE signatures SET name_hidden_at = coalesce(signatures.name_hidden_at, kept.name_hidden_at),
       bounced_at = coalesce(signatures.bounced_at, kept.bounced_at)
     FROM kept_signatures AS kept WHERE kept.id = signatures.id`,
  );
}
