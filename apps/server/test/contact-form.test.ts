import { openDatabase } from '@lantern/db/database';
import { createTestDatabase } from '@lantern/db/testing';
import { describe, expect, onTestFinished, test } from 'vitest';
import { writeBackup } from '../src/features/backup/backup.ts';
import { openBackup } from '../src/features/backup/backup-reader.ts';
import { findBrowserBuilds } from '../src/app/web-app.ts';
import { projectRoot } from '../src/env.ts';
import { createKeyring } from '../src/platform/keyring.ts';
import { openLink } from './cuttable-link.ts';
import { rawHttp } from './raw-http.ts';
import { PRODUCTION_ENV, startTestServer } from './running-server.ts';

const builds = findBrowserBuilds(projectRoot(import.meta.dirname));
const HOST = new URL(PRODUCTION_ENV.PUBLIC_ORIGIN).host;
const SENDER = { 'x-forwarded-for': '203.0.113.78', 'user-agent': 'ZebraAgent/8' };
const MESSAGE = {
  topic: 'data',
  name: 'Zenobia Canarsdottir',
  email: 'zenobia@canars-mail.example',
  text: 'Please erase the heliotrope entry.',
};
/** Parts too, lest something cuts or masks what it should not know. */
const CANARIES = ['enobia', 'anarsdottir', 'canars-mail', 'heliotrope', 'ZebraAgent', '203.0.113'];

/** A server as it runs in production, and a visitor whose network is not this machine's. */
async function openStage() {
  const database = await createTestDatabase();
  onTestFinished(() => database.drop());
  const server = await startTestServer({
    databaseUrl: database.url,
    logLevel: 'trace',
    env: { ...PRODUCTION_ENV, TRUST_PROXY: '1' },
  });
  const db = openDatabase({ url: database.url, max: 2 });
  onTestFinished(() => db.close());
  const post = (path: string, type: string, body: string) =>
    rawHttp({
      port: server.port,
      method: 'POST',
      path,
      headers: { host: HOST, ...SENDER, 'content-type': type },
      body,
    });
  return {
    server,
    db,
    json: (message: object) =>
      post('/trpc/contact.send', 'application/json', JSON.stringify(message)),
    form: (message: Record<string, string>) =>
      post(
        '/ko/contact',
        'application/x-www-form-urlencoded',
        new URLSearchParams(message).toString(),
      ),
    stored: async () => {
      const { rows } = await db.pool.query<{ n: number }>(
        'SELECT count(*)::int AS n FROM contact_messages',
      );
      return rows[0]?.n;
    },
  };
}

test('what is written to the organisers is found in no table, log or backup', async () => {
  const { server, db, json } = await openStage();
  expect((await json({ ...MESSAGE, locale: 'en' })).status).toBe(200);
  // Faults are what gets logged.
  expect((await json({ ...MESSAGE, topic: MESSAGE.text, locale: 'en' })).status).toBe(422);
  expect((await json({ ...MESSAGE, website: MESSAGE.text, locale: 'en' })).status).toBe(409);
  const keyring = createKeyring(Buffer.from(PRODUCTION_ENV.LANTERN_SECRET));
  const file = `${server.dataDir}/backup`;
  await writeBackup({ pool: db.pool, keyring, file });
  const backedUp: string[] = [];
  const backup = await openBackup(file, keyring);
  await backup.readTables(async (_table, chunks) => {
    for await (const chunk of chunks) backedUp.push(chunk.toString('latin1'));
  });
  const { rows } = await db.pool.query<{ text: string }>(
    `SELECT m::text || encode(name_sealed, 'escape') || encode(email_sealed, 'escape')
       || encode(text_sealed, 'escape') AS text FROM contact_messages m`,
  );
  expect(rows).toHaveLength(1);
  const seen = { table: rows[0]?.text ?? '', backup: backedUp.join(''), logs: server.logs() };
  expect(seen.logs).toContain('/trpc/');
  expect(seen.backup.length).toBeGreaterThan(1_000);
  for (const [place, text] of Object.entries(seen))
    for (const canary of CANARIES) {
      expect(text, `${canary} in ${place}`).not.toContain(canary);
      expect(text, `${canary} in ${place}, as hex`).not.toContain(
        Buffer.from(canary).toString('hex'),
      );
    }
});

describe.skipIf(builds.webServer === null)('the form without JavaScript', () => {
  test('is taken, and leads to the thanks', async () => {
    const { form, stored } = await openStage();
    const { status, headers } = await form(MESSAGE);
    expect([status, headers.location]).toEqual([303, '/ko/contact#sent']);
    expect(headers['set-cookie']).toBeUndefined();
    // Pressed twice.
    await form(MESSAGE);
    expect(await stored()).toBe(1);
  });

  test('comes back as it was filled in, with what is wrong', async () => {
    const { form, stored } = await openStage();
    const text = '<b>한 줄</b>\n& "둘"';
    const { status, headers, body } = await form({ ...MESSAGE, email: 'zenobia', text });
    expect(status).toBe(422);
    expect(headers['cache-control']).toBe('no-store');
    expect(body).toContain('<html lang="ko"');
    expect(body).toContain(`value="${MESSAGE.name}"`);
    expect(body).toMatch(/<input(?=[^>]*name="email")(?=[^>]*value="zenobia")[^>]*aria-invalid/u);
    expect(body).toMatch(/<option(?=[^>]*value="data")[^>]*selected/u);
    expect(body).toContain('&lt;b&gt;한 줄&lt;/b&gt;\n&amp; &quot;둘&quot;</textarea>');
    expect(await stored()).toBe(0);
  });

  test('is refused for what only a program fills in, and taken when pressed again', async () => {
    const { form, stored } = await openStage();
    const refused = await form({ ...MESSAGE, website: 'https://spam.example' });
    expect(refused.status).toBe(409);
    expect(refused.body).toContain(MESSAGE.text);
    expect(refused.body).not.toContain('spam.example');
    expect((await form(MESSAGE)).status).toBe(303);
    expect(await stored()).toBe(1);
  });

  test('says when to come back to a network that has written too often', async () => {
    const { form, stored } = await openStage();
    for (let n = 0; n < 30; n += 1)
      expect((await form({ ...MESSAGE, text: `Message ${n}` })).status).toBe(303);
    const refused = await form(MESSAGE);
    expect(refused.status).toBe(429);
    expect(refused.headers['retry-after']).toBe('600');
    expect(refused.body).toContain(MESSAGE.text);
    expect(await stored()).toBe(30);
  });

  test('keeps what was typed while the database is away', async () => {
    const database = await createTestDatabase();
    const direct = new URL(database.url);
    const link = await openLink(Number(direct.port));
    onTestFinished(async () => {
      await link.close();
      await database.drop();
    });
    direct.port = `${link.port}`;
    const { port } = await startTestServer({ databaseUrl: direct.href, logLevel: 'silent' });
    const send = () =>
      rawHttp({
        port,
        method: 'POST',
        path: '/en/contact',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: new URLSearchParams(MESSAGE).toString(),
      });
    expect((await send()).status).toBe(303);
    link.cut();
    const { status, headers, body } = await send();
    link.mend();
    expect(status).toBe(503);
    expect(headers['retry-after']).toBe('5');
    expect(body).toContain(MESSAGE.text);
    expect(body).toContain(`value="${MESSAGE.email}"`);
  });
});
