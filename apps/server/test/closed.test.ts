import { createTestDatabase } from '@lantern/db/testing';
import { describe, expect, onTestFinished, test } from 'vitest';
import { findBrowserBuilds } from '../src/app/web-app.ts';
import { projectRoot } from '../src/env.ts';
import { outsideSigner } from './outside-signer.ts';
import { rawHttp } from './raw-http.ts';
import { startTestServer } from './running-server.ts';

const builds = findBrowserBuilds(projectRoot(import.meta.dirname));

const CLOSED = new Date('2027-09-24T04:00:00Z');

/** A server that signed people yesterday, and whose petition has closed since. */
async function closedServer() {
  const database = await createTestDatabase();
  onTestFinished(() => database.drop());
  let closed = false;
  const clock = { now: () => (closed ? CLOSED : new Date()) };
  const { port } = await startTestServer({ databaseUrl: database.url, clock });
  const { textHash } = JSON.parse((await rawHttp({ port, path: '/api/v1/petition' })).body);
  const fields = {
    name: 'Late Person',
    email: 'late@example.org',
    country: 'KR',
    locale: 'ko',
    textHash: textHash.ko,
  };
  const post = (type: string, body: string) =>
    rawHttp({
      port,
      method: 'POST',
      path: '/api/v1/signatures',
      headers: { 'content-type': type },
      body,
    });
  return {
    textHash: fields.textHash,
    close: () => {
      closed = true;
    },
    json: (more: object = {}) => post('application/json', JSON.stringify({ ...fields, ...more })),
    form: (more: Record<string, string> = {}) =>
      post(
        'application/x-www-form-urlencoded',
        new URLSearchParams({ ...fields, ...more }).toString(),
      ),
  };
}

/** What a reader without JavaScript has. */
const withoutScripts = (page: string) => page.replaceAll(/<script\b.*?<\/script>/gsu, '');

test.skipIf(builds.webServer === null)(
  'who signed in time may still confirm after the closing, until the delivery',
  async () => {
    let now = new Date('2027-09-23T12:00:00Z');
    const { port } = await startTestServer({ clock: { now: () => now } });
    const signer = await outsideSigner(port);
    const [inTime, tooLate] = [
      await signer.sign('a@one.example'),
      await signer.sign('b@two.example'),
    ];
    const press = ({ mail }: typeof inTime) =>
      rawHttp({
        port,
        method: 'POST',
        path: mail.path('confirm'),
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: new URLSearchParams({ token: mail.token('confirm') }).toString(),
      });
    now = CLOSED;
    const page = await rawHttp({ port, path: inTime.mail.path('confirm') });
    expect(page.body).toContain('name="token"');
    expect((await press(inTime)).status).toBe(303);
    now = new Date('2027-09-24T16:00:00Z');
    const refused = await press(tooLate);
    expect(refused.status).toBe(409);
    expect(withoutScripts(refused.body)).toContain('The petition has closed');
    expect((await signer.json('/api/v1/count')).total).toBe(1);
  },
);

describe.skipIf(builds.webServer === null)('what is refused with 409', () => {
  test('a closed petition says so, to programs and on the page', async () => {
    const server = await closedServer();
    expect((await server.json()).status).toBe(202);
    server.close();
    const refused = await server.json();
    expect([refused.status, JSON.parse(refused.body).code]).toEqual([409, 'petition-closed']);
    const page = await server.form();
    expect([page.status, page.headers['content-type']]).toEqual([409, 'text/html; charset=utf-8']);
    expect(page.body).toContain('<html lang="ko"');
    expect(withoutScripts(page.body)).toContain('청원이 마감되');
  });

  test('a text that changed meanwhile says so, and the form keeps what was typed', async () => {
    const server = await closedServer();
    const textHash = 'f'.repeat(64);
    const refused = await server.json({ textHash });
    expect([refused.status, JSON.parse(refused.body).code]).toEqual([409, 'text-changed']);
    const page = await server.form({ textHash, showName: 'on' });
    expect(page.status).toBe(409);
    expect(page.body).toContain('value="Late Person"');
    expect(page.body).toContain('value="late@example.org"');
    expect(page.body).toMatch(/<input[^>]*name="showName"[^>]*checked/u);
    // The form now carries the text in force, so that sending it again works.
    expect(withoutScripts(page.body)).not.toContain(textHash);
    expect(withoutScripts(page.body)).toContain(`value="${server.textHash}"`);
  });
});
