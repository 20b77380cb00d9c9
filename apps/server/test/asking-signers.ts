import { randomBytes, randomUUIDv7 } from 'node:crypto';
import type { Locale } from '@lantern/schemas/locale';
import type { Pool } from 'pg';
import type { Keyring } from '../src/platform/keyring.ts';

/** Confirmed signers who asked for news, and what is special about them. */
export interface AskingSigners {
  editionId: string;
  textId: string;
  emails: readonly string[];
  locale?: Locale;
  provider?: string;
  updates?: boolean;
  /** Before the test's news begins to leave. */
  confirmedAt: Date;
}

/** Stores them as confirming does, without their tallies, which news does not look at; answers their ids. */
export async function addAskingSigners(
  { pool, keyring }: { pool: Pool; keyring: Keyring },
  { editionId, textId, emails, ...more }: AskingSigners,
): Promise<string[]> {
  const { locale = 'en', provider = 'other', updates = true, confirmedAt } = more;
  const ids = emails.map(() => randomUUIDv7());
  await pool.query(
    `INSERT INTO signatures (id, edition_id, state, email_hash, email_sealed, name_sealed, country, locale,
       text_id, show_name, deliver_name, updates, mail_provider, suspicions, submitted_at, confirmed_at)
     SELECT s.id, $1, 'confirmed', s.hash, s.email, s.name, 'KR', $2, $3, false, false, $4, $5, '{}', $6, $6
     FROM unnest($7::uuid[], $8::bytea[], $9::bytea[], $10::bytea[]) AS s (id, hash, email, name)`,
    [
      editionId,
      locale,
      textId,
      updates,
      provider,
      confirmedAt,
      ids,
      ids.map(() => randomBytes(32)),
      emails.map((email, index) => keyring.seal(email, ids[index] ?? '')),
      ids.map((id) => keyring.seal('Ana Lima', id)),
    ],
  );
  return ids;
}
