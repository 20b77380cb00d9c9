import { randomUUIDv7 } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openDatabase } from '@lantern/db/database';
import { createEmptyDatabase } from '@lantern/db/testing';
import { expect, onTestFinished, test } from 'vitest';
import { createNewsWorld, STAFF } from '../../../test/news-world.ts';
import { openRestore } from '../../app/restore-deps.ts';
import { writeBackup } from './backup.ts';
import { restoreBackup } from './restore.ts';

/** Signers and their news, and an empty database to restore them into. */
async function openStage() {
  const folder = await mkdtemp(path.join(tmpdir(), 'lantern-news-'));
  const world = await createNewsWorld({ rate: 14 });
  const empty = await createEmptyDatabase();
  const db = openDatabase({ url: empty.url, max: 4, applicationName: 'lantern-restore' });
  onTestFinished(async () => {
    await db.close();
    await empty.drop();
    await world.close();
    await rm(folder, { recursive: true });
  });
  return { folder, world, db };
}

test('news that was leaving comes back held, with its mails, and never behind where it was', async () => {
  const { folder, world, db } = await openStage();
  const emails = Array.from({ length: 100 }, (_, n) => `r${n}@example.net`);
  const ids = (await world.signers(emails)).toSorted();
  const newsId = await world.begun();
  await world.news.advance();
  const file = path.join(folder, 'backup');
  await writeBackup({ pool: world.pool, keyring: world.keyring, file });

  const { keyring } = world;
  const { deps, close } = await openRestore(
    { env: { dataDir: folder }, keyring, db },
    randomUUIDv7,
  );
  onTestFinished(close);
  const stateOf = async () =>
    (
      await db.pool.query(
        `SELECT state::text, cursor, queued,
           (SELECT count(*)::int FROM pgboss.job WHERE data ->> 'newsId' = news.id::text) AS waiting,
           (SELECT count(*)::int FROM mail_outcomes WHERE news_id = news.id) AS outcomes
         FROM news WHERE id = $1`,
        [newsId],
      )
    ).rows[0];
  await restoreBackup(deps, { file, replace: false });
  expect(await stateOf()).toEqual({
    state: 'paused',
    cursor: ids[69],
    queued: 70,
    waiting: 70,
    outcomes: 0,
  });

  // It goes on here: ten more are queued, and one of the first is sent.
  await db.pool.query(
    `UPDATE news SET state = 'sending', cursor = '${ids[79]}', queued = 80;
     INSERT INTO pgboss.job (name, data)
       SELECT 'mail', jsonb_build_object('kind', 'news', 'newsId', '${newsId}', 'recordId', id)
       FROM signatures WHERE id > '${ids[69]}' AND id <= '${ids[79]}';
     INSERT INTO mail_outcomes (job_id, kind, record_id, outcome, at, news_id)
       SELECT id, 'news', (data ->> 'recordId')::uuid, 'sent', now(), '${newsId}'
       FROM pgboss.job WHERE data ->> 'recordId' = '${ids[0]}'`,
  );
  await db.pool.query(
    `UPDATE pgboss.job SET state = 'completed' WHERE data ->> 'recordId' = '${ids[0]}'`,
  );
  await restoreBackup(deps, { file, replace: true });
  // The backup's 70 but the one dealt with, which was another job by then, and the ten since.
  expect(await stateOf()).toMatchObject({
    state: 'paused',
    cursor: ids[79],
    queued: 80,
    outcomes: 1,
  });
  const { rows } = await db.pool.query<{ record: string }>(
    `SELECT data ->> 'recordId' AS record FROM pgboss.job WHERE data ->> 'newsId' = $1`,
    [newsId],
  );
  const waiting = rows.map(({ record }) => record);
  expect(new Set(waiting).size).toBe(waiting.length);
  expect(waiting.toSorted()).toEqual(ids.slice(1, 80));
});

test('news that was begun after the backup comes back as it was mailed', async () => {
  const { folder, world, db } = await openStage();
  const draft = { commandId: randomUUIDv7(), topic: 'letter', beforeLetter: false } as const;
  const { id: drafted } = await world.news.create(draft, STAFF);
  await world.write(drafted);
  const file = path.join(folder, 'backup');
  await writeBackup({ pool: world.pool, keyring: world.keyring, file });
  const { deps, close } = await openRestore(
    { env: { dataDir: folder }, keyring: world.keyring, db },
    randomUUIDv7,
  );
  onTestFinished(close);
  await restoreBackup(deps, { file, replace: false });

  // Here the draft is written anew and begun, and another news is made and sent.
  const made = randomUUIDv7();
  await db.pool.query(
    `UPDATE news_texts SET body = 'As it was mailed.';
     UPDATE news SET state = 'sending', started_at = now(), recipients = 3;
     INSERT INTO news (id, edition_id, topic, state, created_at, created_by, started_at, ended_at)
       SELECT '${made}', edition_id, 'other', 'sent', now(), 'p', now(), now() FROM news;
     INSERT INTO news_texts (news_id, locale, subject, body, updated_at, updated_by)
       VALUES ('${made}', 'en', 'Later', 'Since the backup.', now(), 'p')`,
  );
  await restoreBackup(deps, { file, replace: true });
  const { rows } = await db.pool.query(
    `SELECT n.id, n.state::text, t.body FROM news n JOIN news_texts t ON t.news_id = n.id
     WHERE t.locale = 'en' ORDER BY n.created_at`,
  );
  expect(rows).toEqual([
    { id: drafted, state: 'paused', body: 'As it was mailed.' },
    { id: made, state: 'sent', body: 'Since the backup.' },
  ]);
});
