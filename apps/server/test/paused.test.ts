import { openDatabase } from '@lantern/db/database';
import { createTestDatabase } from '@lantern/db/testing';
import { expect, onTestFinished, test } from 'vitest';
import { findBrowserBuilds } from '../src/app/web-app.ts';
import { projectRoot } from '../src/env.ts';
import { outsideSigner } from './outside-signer.ts';
import { rawHttp } from './raw-http.ts';
import { PRODUCTION_ENV, startTestServer } from './running-server.ts';

const builds = findBrowserBuilds(projectRoot(import.meta.dirname));

/** A node knows of a switch within a second; its answers are kept for another. */
const HEARD_WITHIN_MS = 2_500;

/** Servers on one database, and the switch as the database keeps it. */
async function sharedDatabase() {
  const database = await createTestDatabase();
  const db = openDatabase({ url: database.url, max: 2 });
  onTestFinished(async () => {
    await db.close();
    await database.drop();
  });
  const { LANTERN_SECRET } = PRODUCTION_ENV;
  const options = { databaseUrl: database.url, env: { LANTERN_SECRET }, logLevel: 'silent' };
  const phaseAt = async ({ port }: { port: number }): Promise<string> =>
    JSON.parse((await rawHttp({ port, path: '/api/v1/petition' })).body).phase;
  return {
    start: () => startTestServer(options),
    /** Resolves when these nodes tell it in public. */
    setPaused: async (paused: boolean, nodes: readonly { port: number }[]) => {
      await db.pool.query('UPDATE editions SET collection_paused = $1', [paused]);
      for (const node of nodes)
        await expect
          .poll(() => phaseAt(node), { timeout: HEARD_WITHIN_MS, interval: 50 })
          .toBe(paused ? 'paused' : 'open');
    },
  };
}

/** What a reader without JavaScript has. */
const withoutScripts = (page: string) => page.replaceAll(/<script\b.*?<\/script>/gsu, '');

test.skipIf(builds.webServer === null)(
  'a pause stops new signatures on every node, and nothing else',
  async () => {
    const { start, setPaused } = await sharedDatabase();
    const first = await start();
    const signer = await outsideSigner(first.port);
    const [early, leaving] = [
      await signer.sign('early@one.example'),
      await signer.sign('leaving@two.example'),
    ];
    expect((await signer.act('confirm', leaving.mail.token('confirm'))).status).toBe(200);
    const { textHash } = await signer.json('/api/v1/petition');
    // Each node has a mailbox of its own: the second comes once the mails are read.
    const second = await start();
    await setPaused(true, [first, second]);

    const fields = { name: 'Late Person', email: 'late@example.org', country: 'KR', locale: 'ko' };
    const post = (port: number, type: string, body: string) =>
      rawHttp({
        port,
        method: 'POST',
        path: '/api/v1/signatures',
        headers: { 'content-type': type },
        body,
      });
    const signed = { ...fields, textHash: textHash.ko };
    for (const { port } of [first, second]) {
      const refused = await post(port, 'application/json', JSON.stringify(signed));
      expect([refused.status, JSON.parse(refused.body).code]).toEqual([409, 'petition-paused']);
      for (const [locale, title] of [
        ['en', 'Signing is paused for now'],
        ['ko', '서명 접수를 잠시 멈추었습니다'],
        ['zh-Hans', '签名目前暂停'],
      ]) {
        // A page may be kept five seconds behind a reader's back; no reader needs to wait for more than one look.
        const page = async () => withoutScripts((await rawHttp({ port, path: `/${locale}` })).body);
        await expect.poll(page, { timeout: 6_000, interval: 200 }).toContain(title);
        expect(await page()).not.toContain('name="email"');
      }
    }
    const form = await post(
      second.port,
      'application/x-www-form-urlencoded',
      new URLSearchParams({ ...signed, updates: 'on' }).toString(),
    );
    expect(form.status).toBe(409);
    expect(withoutScripts(form.body)).toContain('서명 접수를 잠시 멈추었습니다');
    for (const kept of ['value="Late Person"', 'value="late@example.org"', 'value="KR" selected'])
      expect(form.body).toContain(kept);
    expect(form.body).toMatch(/<input[^>]*name="updates"[^>]*checked/u);

    expect((await signer.act('confirm', early.mail.token('confirm'))).status).toBe(200);
    expect((await signer.act('withdraw', leaving.mail.token('withdraw'))).status).toBe(200);
    expect(await signer.freshTotal()).toBe(1);

    await setPaused(false, [first, second]);
    const sent = await post(second.port, 'application/json', JSON.stringify(signed));
    expect(sent.status).toBe(202);
  },
  60_000,
);
