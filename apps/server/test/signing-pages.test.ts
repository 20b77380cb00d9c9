import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findBrowserBuilds } from '../src/app/web-app.ts';
import { projectRoot } from '../src/env.ts';
import { rawHttp, type RawAnswer } from './raw-http.ts';
import { startTestServer, type TestServer } from './running-server.ts';
import { outsideSigner, type OutsideSigner } from './outside-signer.ts';

const builds = findBrowserBuilds(projectRoot(import.meta.dirname));
/** How the pages name what came of a press. */
const HEADING = /<h1[^>]*>(.*?)<\/h1>/su;
const headingOf = ({ body }: RawAnswer) => HEADING.exec(body)?.[1];

// The whole test run builds the browser apps first; a run of this package alone may not have them.
describe.skipIf(builds.webServer === null)('the pages of a signature, without a script', () => {
  let server: TestServer;
  let signer: OutsideSigner;
  beforeAll(async () => {
    server = await startTestServer();
    signer = await outsideSigner(server.port);
  });
  afterAll(() => server.stop());

  const form = (path: string, fields: Record<string, string>) =>
    rawHttp({
      port: server.port,
      method: 'POST',
      path,
      headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'text/html' },
      body: new URLSearchParams(fields).toString(),
    });
  const read = (method: 'GET' | 'HEAD', path: string) =>
    rawHttp({ port: server.port, method, path, headers: { accept: 'text/html' } });

  test('five looks at each link of a mail change nothing', async () => {
    const { mail } = await signer.sign('looked-at@one.example');
    for (const purpose of ['confirm', 'withdraw', 'erase', 'unsubscribe'] as const)
      for (const method of ['GET', 'HEAD', 'GET', 'HEAD', 'GET'] as const)
        expect((await read(method, mail.path(purpose))).status).toBe(200);
    expect(await signer.stateOf('confirm', mail.token('confirm'))).toBe('pending');
    expect((await form('/en/petition/confirm', { token: mail.token('confirm') })).status).toBe(303);
    expect(await signer.stateOf('confirm', mail.token('confirm'))).toBe('confirmed');
    for (const purpose of ['withdraw', 'erase', 'unsubscribe'] as const)
      for (const method of ['GET', 'HEAD', 'GET', 'HEAD', 'GET'] as const)
        await read(method, mail.path(purpose));
    expect(await signer.stateOf('confirm', mail.token('confirm'))).toBe('confirmed');
  });

  test('the address and the code confirm where a link does', async () => {
    const { mail, email } = await signer.sign('by-code@two.example');
    const wrong = mail.code === '000000' ? '000001' : '000000';
    const refused = await form('/ko/petition/confirm', { email, code: wrong });
    expect(refused.status).toBe(422);
    expect(refused.body).toContain(`value="${email}"`);
    expect(refused.body).toContain('name="code"');
    const done = await form('/ko/petition/confirm', { email, code: mail.code });
    expect([done.status, done.headers.location]).toEqual([303, '/ko/petition/thank-you']);
    expect(await signer.stateOf('confirm', mail.token('confirm'))).toBe('confirmed');
  });

  test('link and code racing through both doors confirm once', async () => {
    const { mail, email } = await signer.sign('racing@three.example');
    const before = await signer.freshTotal();
    const token = mail.token('confirm');
    const answers = await Promise.all(
      Array.from({ length: 2 }, () => [
        form('/en/petition/confirm', { token }),
        form('/en/petition/confirm', { email, code: mail.code }),
        form('/en/petition/check-mail', { email, code: mail.code }),
      ]).flat(),
    );
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([303]));
    expect(await signer.freshTotal()).toBe(before + 1);
  });

  test.each(['confirm', 'withdraw', 'erase', 'unsubscribe'] as const)(
    'a forged, foreign or empty link to %s is told so, and does nothing',
    async (purpose) => {
      const { mail } = await signer.sign(`forged-${purpose}@four.example`);
      const genuine = mail.token(purpose);
      const forged = `${genuine.slice(0, -2)}${genuine.at(-2) === 'A' ? 'B' : 'A'}${genuine.at(-1)}`;
      const foreign = mail.token(purpose === 'withdraw' ? 'confirm' : 'withdraw');
      for (const [token, status] of [
        [forged, 410],
        [foreign, 410],
        ['', 422],
      ] as const) {
        const page = `/ko/petition/${purpose}`;
        expect((await read('GET', `${page}?token=${token}`)).status).toBe(410);
        const answer = await form(page, { token });
        expect(answer.status).toBe(status);
        expect(headingOf(answer)).toBe('이 링크는 더 이상 사용하실 수 없습니다');
        expect(await signer.act(purpose, token)).toMatchObject({ status });
      }
      expect(await signer.stateOf('confirm', mail.token('confirm'))).toBe('pending');
    },
  );

  test.each(['withdraw', 'erase'] as const)(
    'a double press on "%s" is answered like one, whatever it ended',
    async (purpose) => {
      const pending = await signer.sign(`${purpose}-pending@five.example`);
      const counted = await signer.sign(`${purpose}-counted@five.example`);
      await signer.act('confirm', counted.mail.token('confirm'));
      const before = await signer.freshTotal();
      for (const { mail } of [pending, counted]) {
        const press = () => form(`/en/petition/${purpose}`, { token: mail.token(purpose) });
        const first = await press();
        expect(first.status).toBe(200);
        for (const again of await Promise.all([press(), press()]))
          expect([again.status, headingOf(again)]).toEqual([200, headingOf(first)]);
        expect(await signer.act(purpose, mail.token(purpose))).toMatchObject({ status: 200 });
        expect(await signer.act('confirm', mail.token('confirm'))).toMatchObject({ status: 410 });
      }
      expect(await signer.freshTotal()).toBe(before - 1);
    },
  );
});
