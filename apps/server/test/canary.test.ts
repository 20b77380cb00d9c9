import { randomUUIDv7 } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { openDatabase } from '@lantern/db/database';
import { createTestDatabase } from '@lantern/db/testing';
import { io } from 'socket.io-client';
import { expect, onTestFinished, test } from 'vitest';
import { findBrowserBuilds } from '../src/app/web-app.ts';
import { projectRoot } from '../src/env.ts';
import { openBackup } from '../src/features/backup/backup-reader.ts';
import { writeBackup } from '../src/features/backup/backup.ts';
import { createKeyring } from '../src/platform/keyring.ts';
import { startTestSmtp } from '../src/platform/mail/smtp-test-server.ts';
import { linkRecordId, linkToken } from '../src/platform/signing-links.ts';
import { rawHttp } from './raw-http.ts';
import { registerPartner } from './registered-partner.ts';
import { PRODUCTION_ENV, startTestServer } from './running-server.ts';

const builds = findBrowserBuilds(projectRoot(import.meta.dirname));
const HOST = new URL(PRODUCTION_ENV.PUBLIC_ORIGIN).host;
const PERSON = { name: 'Zebediah Canarsson', email: 'zebediah@canarsson-mail.example' };
/** The same person on another network. */
const IPV6 = { 'x-forwarded-for': '2001:db8:77:1::7' };
const HEADERS = { 'user-agent': 'ZebraAgent/7', 'x-forwarded-for': '203.0.113.77' };
/** Parts too, lest a log cut or a page mask what it should not know. */
const CANARIES = [
  'Zebediah',
  'Canarsson',
  'zebediah',
  'canarsson-mail',
  'ZebraAgent',
  '203.0.113.77',
  '2001:db8:77',
];
const PAGES = [
  '',
  '/petition',
  '/petition/counting',
  '/petition/check-mail',
  '/petition/thank-you',
];
const ANSWERS = ['petition', 'count', 'countries', 'cities', 'history', 'corrections', 'feed'];
const keyring = createKeyring(Buffer.from(PRODUCTION_ENV.LANTERN_SECRET));

test('who signs is found in no page, answer, socket, log, file or backup', async () => {
  const { server, smtp, database } = await openStage();
  const heard: string[] = [];
  const ask = async (url: string, headers: Record<string, string> = {}) => {
    const asked = { host: HOST, ...HEADERS, ...headers };
    const answer = await rawHttp({ port: server.port, path: url, headers: asked });
    heard.push(JSON.stringify(answer.headers));
    return answer;
  };
  const post = async (url: string, body: object, more: Record<string, string> = {}) => {
    const answer = await rawHttp({
      port: server.port,
      method: 'POST',
      path: url,
      headers: { host: HOST, ...HEADERS, 'content-type': 'application/json', ...more },
      body: JSON.stringify(body),
    });
    heard.push(JSON.stringify(answer.headers), answer.body);
    return answer;
  };
  const told = listen(server.port);
  const { textHash } = JSON.parse((await ask('/api/v1/petition')).body);
  const choices = { country: 'KR', locale: 'en', textHash: textHash.en };
  const signed = await post('/api/v1/signatures', { ...PERSON, ...choices, showName: true });
  expect(signed.status).toBe(202);
  const id = linkRecordId(JSON.parse(signed.body).amendToken) ?? '';
  await smtp.took(1);
  const token = linkToken(keyring, 'confirm', { id, generation: 0 });
  expect((await post('/trpc/signing.confirm', { token })).status).toBe(200);
  await smtp.took(2);
  // The mails are for the person, so the words do arrive where they should.
  expect(smtp.received.map(({ to }) => to)).toEqual([PERSON.email, PERSON.email]);
  // A fault of each kind, since faults are what gets logged.
  await post('/trpc/signing.confirm', { email: PERSON.email, code: '000000' });
  await post('/api/v1/signatures', { ...PERSON, ...choices, country: PERSON.name });
  await ask(`/en/petition/confirm?token=${PERSON.name.replace(' ', '')}`);
  // Once more, mistyped: what is pending has a network, and each way on is gone once.
  const typo = { ...PERSON, email: `x${PERSON.email}`, ...choices };
  const { amendToken } = JSON.parse((await post('/api/v1/signatures', typo, IPV6)).body);
  await post('/trpc/signing.resend', { token: amendToken }, IPV6);
  const amend = { token: amendToken, email: `y${PERSON.email}` };
  expect((await post('/trpc/signing.amend', amend, IPV6)).status).toBe(200);
  await post('/trpc/signing.erase', { token: PERSON.email }, IPV6);
  // A refused form comes back filled in, to nobody but who sent it.
  const refused = await sendForm(server.port, { ...PERSON, ...choices, country: '' });
  expect(refused).toMatchObject({ status: 422, body: expect.stringContaining(PERSON.name) });
  await expect.poll(() => told.join('')).toContain('"total":1');
  const thanks = (await ask(`/en/petition/thank-you?token=${token}`)).body;
  const withdrawal = linkToken(keyring, 'withdraw', { id, generation: 0 });
  expect((await post('/trpc/signing.withdraw', { token: withdrawal })).status).toBe(200);

  // Whoever leaves is gone from the home page within the seconds that a page is kept.
  const home = async () => (await ask('/en')).body;
  await expect.poll(home, { timeout: 15_000 }).not.toContain(PERSON.name);
  const seen: Record<string, string> = { sockets: told.join('\n'), 'thank you': thanks };
  for (const locale of ['en', 'ko', 'zh-Hans'])
    for (const page of PAGES) seen[`${locale}${page}`] = (await ask(`/${locale}${page}`)).body;
  for (const answer of ANSWERS)
    for (const accept of ['application/json', 'text/csv'])
      seen[`${answer} as ${accept}`] = (await ask(`/api/v1/${answer}`, { accept })).body;
  seen['metrics'] = (
    await rawHttp({ port: server.port, path: '/metrics', headers: { host: HOST } })
  ).body;
  const backup = path.join(server.dataDir, 'backup');
  const db = openDatabase({ url: database.url, max: 2 });
  await writeBackup({ pool: db.pool, keyring, file: backup });
  seen['opened backup'] = await everyBackedUpRow(backup);
  seen['tables'] = await everyRow(db);
  await db.close();
  for (const file of await readdir(server.dataDir, { recursive: true, withFileTypes: true }))
    if (file.isFile())
      seen[file.name] = await readFile(path.join(file.parentPath, file.name), 'latin1');
  seen['logs'] = server.logs();
  seen['headers, and answers to what was sent'] = heard.join('\n');

  expect(seen['logs']).toContain('/api/v1/signatures');
  expect(seen['thank you']).toContain('signer-number');
  const found = Object.entries(seen).flatMap(([place, text]) =>
    CANARIES.filter((canary) => holds(text, canary)).map((canary) => `${canary} in ${place}`),
  );
  expect(found).toEqual([]);
}, 60_000);

/** Each writes its own word, which is nobody else's. */
const SHY = { name: 'Quillon Shystrom', email: 'quillon@shystrom-mail.example' };
const OPEN = { name: 'Xanthippe Openfield', email: 'xanthippe@openfield-mail.example' };
const WRITER = {
  topic: 'press',
  name: 'Wolfgang Writersen',
  email: 'wolfgang@writersen-mail.example',
  text: 'The heliotrope binder is under the stairs.',
  locale: 'en',
};
const SHY_CANARIES = ['Quillon', 'Shystrom', 'Wolfgang', 'Writersen', 'heliotrope', '203.0.113.77'];
const OPEN_ADDRESS = 'openfield-mail';
/** Every page, frame, picture and file that anybody may ask for, by its address without a language. */
const PUBLIC = [
  ...PAGES,
  '/cities',
  '/embed',
  '/why',
  '/privacy',
  '/accessibility',
  '/contact',
  '/petition/versions/1',
  '/manifest.webmanifest',
].flatMap((page) => ['en', 'ko', 'zh-Hans'].map((locale) => `/${locale}${page}`));
const NAMES = '/trpc/supporters.newest?input=%7B%7D';
const FRAMES = ['/embed/counter', '/embed/sign', '/embed/counter?ref=church&theme=dark'];
const FILES = ['/sitemap.xml', '/robots.txt', '/og/en.png', '/og/ko.png', NAMES];

// The whole test run builds the browser apps first; a run of this package alone may not have them.
test.skipIf(builds.webServer === null)(
  'who asks for news, writes to the organisers or chose no list is found nowhere',
  async () => {
    const { server, smtp, database } = await openStage();
    await registerPartner(database.url, 'church', ['https://church.example']);
    const db = openDatabase({ url: database.url, max: 2 });
    onTestFinished(() => db.close());
    const told = listen(server.port);
    const send = (path: string, body: object) =>
      rawHttp({
        port: server.port,
        method: 'POST',
        path,
        headers: { host: HOST, ...HEADERS, 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
    const ask = async (path: string) => {
      const answer = await rawHttp({
        port: server.port,
        path,
        headers: { host: HOST, ...HEADERS },
      });
      expect([path, answer.status]).toEqual([path, 200]);
      return answer.body;
    };
    const { textHash } = JSON.parse(await ask('/api/v1/petition'));
    const sign = async (person: object, mails: number) => {
      const choices = { country: 'KR', locale: 'en', textHash: textHash.en, ref: 'church' };
      const { body } = await send('/api/v1/signatures', { ...person, ...choices, updates: true });
      const id = linkRecordId(JSON.parse(body).amendToken) ?? '';
      // What is confirmed before its mail has left needs none.
      await smtp.took(mails + 1);
      const token = linkToken(keyring, 'confirm', { id, generation: 0 });
      expect((await send('/trpc/signing.confirm', { token })).status).toBe(200);
      await smtp.took(mails + 2);
      return id;
    };
    await sign({ ...SHY, deliverName: true }, 0);
    const open = await sign({ ...OPEN, showName: true }, 2);
    expect((await send('/trpc/contact.send', WRITER)).status).toBe(200);
    const newsId = await beginNews(db);
    await smtp.took(6);
    expect(smtp.received.filter(({ to }) => to === SHY.email)).toHaveLength(3);
    await expect
      .poll(async () => (await db.pool.query('SELECT state::text FROM news')).rows, {
        timeout: 20_000,
      })
      .toEqual([{ state: 'sent' }]);

    const seen: Record<string, string> = { sockets: told.join('\n') };
    for (const path of [...PUBLIC, ...FRAMES, ...FILES, `/en/news/${newsId}`])
      seen[path] = await ask(path);
    for (const answer of ANSWERS) seen[answer] = await ask(`/api/v1/${answer}`);
    const backup = path.join(server.dataDir, 'backup');
    await writeBackup({ pool: db.pool, keyring, file: backup });
    seen['opened backup'] = await everyBackedUpRow(backup);
    seen['tables'] = await everyRow(db);
    seen['logs'] = server.logs();
    const found = (canaries: readonly string[]) =>
      Object.entries(seen).flatMap(([place, text]) =>
        canaries.filter((canary) => holds(text, canary)).map((canary) => `${canary} in ${place}`),
      );
    expect(found([...SHY_CANARIES, OPEN_ADDRESS])).toEqual([]);
    // Whoever chose it is on the list, and on no other page; the pages are whole.
    const homes = ['/en', '/ko', '/zh-Hans', NAMES];
    expect(found([OPEN.name])).toEqual(homes.map((place) => `${OPEN.name} in ${place}`));
    expect(seen[`/en/news/${newsId}`]).toContain('What became of it');

    const withdrawal = linkToken(keyring, 'withdraw', { id: open, generation: 0 });
    expect((await send('/trpc/signing.withdraw', { token: withdrawal })).status).toBe(200);
    for (const home of homes)
      await expect.poll(() => ask(home), { timeout: 15_000 }).not.toContain('Xanthippe');
  },
  60_000,
);

/** News to everyone who asked, as a person at the desk has begun it. */
async function beginNews({ pool }: ReturnType<typeof openDatabase>): Promise<string> {
  const newsId = randomUUIDv7();
  await pool.query(
    `INSERT INTO news (id, edition_id, topic, state, created_at, created_by, started_at, started_by, recipients)
     SELECT $1, id, 'other', 'sending', now(), 'staff', now(), 'staff', 2 FROM editions WHERE is_current`,
    [newsId],
  );
  await pool.query(
    `INSERT INTO news_texts (news_id, locale, subject, body, updated_at, updated_by)
     SELECT $1, locale, 'What became of it', 'Words.', now(), 'staff' FROM unnest('{en,ko,zh-Hans}'::text[]) locale`,
    [newsId],
  );
  return newsId;
}

/** In the clear in any case or escaped for addresses, or as hex or base64 that anybody can read. */
function holds(text: string, canary: string): boolean {
  const bytes = Buffer.from(canary);
  const base64 = bytes.toString('base64').slice(0, Math.floor((bytes.length * 4) / 3) - 1);
  const lower = text.toLowerCase();
  const escaped = encodeURIComponent(canary).toLowerCase();
  const spelt = [canary.toLowerCase(), escaped, bytes.toString('hex')];
  return spelt.some((form) => lower.includes(form)) || text.includes(base64);
}

async function openStage() {
  const database = await createTestDatabase();
  const smtp = await startTestSmtp();
  onTestFinished(async () => {
    await smtp.stop();
    await database.drop();
  });
  const server = await startTestServer({
    databaseUrl: database.url,
    logLevel: 'trace',
    env: {
      ...PRODUCTION_ENV,
      SMTP_URL: `smtp://127.0.0.1:${smtp.settings.port}?tls=off&rate=500`,
      TRUST_PROXY: '1',
    },
  });
  return { server, smtp, database };
}

/** Everything a stranger's socket is told. */
function listen(port: number): string[] {
  const told: string[] = [];
  const socket = io(`http://127.0.0.1:${port}`, {
    transports: ['websocket'],
    extraHeaders: { host: HOST, ...HEADERS },
  });
  socket.onAny((...message) => told.push(JSON.stringify(message)));
  onTestFinished(() => void socket.close());
  return told;
}

function sendForm(port: number, form: Record<string, string | boolean>) {
  const fields = Object.entries(form).map(([name, value]): [string, string] => [name, `${value}`]);
  return rawHttp({
    port,
    method: 'POST',
    path: '/api/v1/signatures',
    headers: { host: HOST, ...HEADERS, 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams(fields).toString(),
  });
}

async function everyBackedUpRow(file: string): Promise<string> {
  const backup = await openBackup(file, keyring);
  const texts = [JSON.stringify(backup.header)];
  await backup.readTables(async (_table, chunks) => {
    for await (const chunk of chunks) texts.push(chunk.toString('latin1'));
  });
  // Tables of the day are empty here; those of signing are not.
  expect(texts.length).toBeGreaterThan(backup.header.tables.length / 3);
  return texts.join('');
}

async function everyRow({ pool }: ReturnType<typeof openDatabase>): Promise<string> {
  const { rows: tables } = await pool.query<{ name: string }>(
    `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables
     WHERE schemaname NOT IN ('pg_catalog', 'information_schema')`,
  );
  const texts: string[] = [];
  for (const { name } of tables) {
    const { rows } = await pool.query<{ text: string }>(`SELECT t::text AS text FROM ${name} t`);
    texts.push(...rows.map(({ text }) => text));
  }
  return texts.join('\n');
}
