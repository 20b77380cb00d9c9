import { createTestDatabase } from '@lantern/db/testing';
import { expect, onTestFinished, test } from 'vitest';
import { findBrowserBuilds } from '../src/app/web-app.ts';
import { projectRoot } from '../src/env.ts';
import { openLink } from './cuttable-link.ts';
import { rawHttp } from './raw-http.ts';
import { startTestServer } from './running-server.ts';

const builds = findBrowserBuilds(projectRoot(import.meta.dirname));
const MESSAGE = {
  topic: 'data',
  name: 'Kim Ha-neul',
  email: 'somebody@example.org',
  text: 'Please write.',
  locale: 'en',
};
const SENT = {
  'a program': {
    path: '/trpc/contact.send',
    type: 'application/json',
    body: JSON.stringify(MESSAGE),
  },
  'a page': {
    path: '/en/contact',
    type: 'application/x-www-form-urlencoded',
    body: new URLSearchParams(MESSAGE).toString(),
  },
};

test.skipIf(builds.webServer === null)(
  'a database that is away is told in the log with what happened, whoever asked',
  async () => {
    const database = await createTestDatabase();
    const direct = new URL(database.url);
    const link = await openLink(Number(direct.port));
    onTestFinished(async () => {
      await link.close();
      await database.drop();
    });
    direct.port = `${link.port}`;
    const { port, logs } = await startTestServer({ databaseUrl: direct.href, logLevel: 'error' });
    // What the page's frame is made of is known from then on.
    expect((await rawHttp({ port, path: '/en/contact' })).status).toBe(200);
    link.cut();
    for (const [asking, { path, type, body }] of Object.entries(SENT)) {
      const headers = { 'content-type': type };
      const answer = await rawHttp({ port, method: 'POST', path, headers, body });
      expect(answer.status, asking).toBe(503);
      const told: unknown[] = logs()
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line));
      expect(told, asking).toContainEqual(
        expect.objectContaining({
          reqId: answer.headers['x-request-id'],
          procedure: 'contact.send',
          msg: 'a procedure failed',
          err: expect.objectContaining({ cause: expect.anything() }),
        }),
      );
    }
    link.mend();
    expect(logs()).not.toContain(MESSAGE.name);
  },
);
