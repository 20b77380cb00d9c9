import { randomUUIDv7 } from 'node:crypto';
import type { Database } from '@lantern/db/database';
import { expect, test } from 'vitest';
import { createKeyring } from '../src/platform/keyring.ts';
import { addAskingSigners } from '../test/asking-signers.ts';
import { killableServer } from './killable-server.ts';
import { atScale } from './scale.ts';

const READERS = atScale({ short: 80, full: 500 });
const KILLED_AFTER = READERS / 4;
const MAILS_PER_SECOND = 50;
const SECRET = 'k3Vd0y7Qp9sXw2Zr8Tn4Lb6Hc1Jf5Ga0';
/** A mail that the killed node had claimed goes out again after about a minute. */
const DEADLINE_MS = 120_000;

test('a server killed while news leaves queues each reader once, and reaches all of them', async () => {
  const { db, smtp, start, passClaims } = await killableServer({
    mailsPerSecond: MAILS_PER_SECOND,
    env: { LANTERN_SECRET: SECRET },
  });
  const newsId = await beginNews(db);
  const first = await start();
  await smtp.took(KILLED_AFTER);
  first.signal('SIGKILL');
  await first.exited;
  expect(smtp.received.length).toBeLessThan(READERS);
  await passClaims();

  const second = await start();
  const stateOf = async () =>
    (await db.pool.query('SELECT state::text, queued FROM news WHERE id = $1', [newsId])).rows[0];
  await expect
    .poll(stateOf, { timeout: DEADLINE_MS, interval: 500 })
    .toEqual({ state: 'sent', queued: READERS });

  const { rows } = await db.pool.query(
    `SELECT (SELECT count(*)::int FROM pgboss.job WHERE data ->> 'newsId' = $1) AS jobs,
       (SELECT count(DISTINCT data ->> 'recordId')::int FROM pgboss.job
         WHERE data ->> 'newsId' = $1) AS readers,
       (SELECT count(DISTINCT record_id)::int FROM mail_outcomes
         WHERE news_id = $1::uuid AND outcome = 'sent') AS sent`,
    [newsId],
  );
  expect(rows).toEqual([{ jobs: READERS, readers: READERS, sent: READERS }]);
  // What was handed over in the moment of the kill may be handed over again, as the same mail.
  const messagesOf = Map.groupBy(smtp.received, ({ to }) => to);
  expect(messagesOf.size).toBe(READERS);
  for (const mails of messagesOf.values())
    expect(new Set(mails.map(({ messageId }) => messageId)).size).toBe(1);
  second.signal('SIGTERM');
  expect(await second.exited).toBe(0);
});

/** As starting leaves it: every reader confirmed, every language written. */
async function beginNews(db: Database): Promise<string> {
  const now = new Date();
  const { rows } = await db.pool.query<{ editionId: string; textId: string }>(
    `SELECT e.id AS "editionId", t.id AS "textId" FROM editions e
     JOIN petition_texts t ON t.edition_id = e.id AND t.locale = 'en' WHERE e.is_current LIMIT 1`,
  );
  const { editionId = '', textId = '' } = rows[0] ?? {};
  const keyring = createKeyring(Buffer.from(SECRET));
  const emails = Array.from({ length: READERS }, (_, index) => `reader-${index}@example.net`);
  const signers = { editionId, textId, emails, confirmedAt: now };
  await addAskingSigners({ pool: db.pool, keyring }, signers);
  const newsId = randomUUIDv7();
  await db.pool.query(
    `INSERT INTO news (id, edition_id, topic, state, created_at, created_by, started_at, started_by, recipients)
     VALUES ($1, $2, 'letter', 'sending', $3, 'a', $3, 'a', $4)`,
    [newsId, editionId, now, READERS],
  );
  await db.pool.query(
    `INSERT INTO news_texts (news_id, locale, subject, body, updated_at, updated_by)
     SELECT $1, unnest(ARRAY['en', 'ko', 'zh-Hans']), 'News', 'Words.', $2, 'a'`,
    [newsId, now],
  );
  return newsId;
}
