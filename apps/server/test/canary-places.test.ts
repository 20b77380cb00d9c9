import { randomUUIDv7 } from 'node:crypto';
import { openDatabase } from '@lantern/db/database';
import { createTestDatabase } from '@lantern/db/testing';
import { io } from 'socket.io-client';
import { expect, onTestFinished, test } from 'vitest';
import { findBrowserBuilds } from '../src/app/web-app.ts';
import { projectRoot } from '../src/env.ts';
import { createKeyring } from '../src/platform/keyring.ts';
import { startTestServer } from './running-server.ts';

const builds = findBrowserBuilds(projectRoot(import.meta.dirname));
const SECRET = 'k3Vd0y7Qp9sXw2Zr8Tn4Lb6Hc1Jf5Ga0';
/** Places, words and hours that nobody may learn: each is written where the plan keeps it. */
const CANARIES = ['CanaryGate', 'CanaryQuarter', 'CanaryWords', 'CanaryNobody', '03:37', 'T18:37'];

interface Hidden {
  publish: 'during' | 'after' | 'before';
  precision: 'city' | 'neighbourhood';
  /** From when the public knows of it; null: not yet. */
  since: string | null;
  details: string | null;
}
const PLANS: readonly Hidden[] = [
  { publish: 'after', precision: 'city', since: null, details: 'CanaryWords' },
  { publish: 'during', precision: 'neighbourhood', since: null, details: 'CanaryWords' },
  { publish: 'before', precision: 'city', since: '2026-01-01', details: null },
];

// The whole test run builds the browser apps first; a run of this package alone may not have them.
test.skipIf(builds.webServer === null)(
  'what is not published of a place is in no page, answer, calendar, picture or socket',
  async () => {
    const database = await createTestDatabase();
    const db = openDatabase({ url: database.url, max: 2 });
    onTestFinished(async () => {
      await db.close();
      await database.drop();
    });
    const keyring = createKeyring(Buffer.from(SECRET));
    const ids: string[] = [];
    for (const { publish, precision, since, details } of PLANS) {
      const id = randomUUIDv7();
      ids.push(id);
      await db.pool.query(
        `INSERT INTO actions (id, edition_id, city_slug, kind, local_date, local_time, starts_at, ends_at, capacity,
           place_sealed, neighbourhood, precision, publish, details, details_locale, public_since,
           created_at, created_by, updated_at, updated_by)
         SELECT $1, id, 'seoul', 'name-reading', '2027-09-24', '03:37', '2027-09-23T18:37Z', '2027-09-23T20:00Z', 9,
           $2, 'CanaryQuarter', $3, $4, $5, 'en', $6, now(), 'x', now(), 'CanaryNobody'
         FROM editions WHERE is_current`,
        [id, keyring.seal('CanaryGate', id), precision, publish, details, since],
      );
    }
    await db.pool.query(`UPDATE cities SET hidden_at = now() WHERE slug = 'tokyo'`);
    const server = await startTestServer({
      databaseUrl: database.url,
      env: { LANTERN_SECRET: SECRET },
    });
    const told: string[] = [];
    const socket = io(server.origin, { transports: ['websocket'] });
    socket.onAny((...message) => told.push(JSON.stringify(message)));
    onTestFinished(() => void socket.close());
    const ask = async (path: string, accept = '*/*') => {
      const answer = await fetch(`${server.origin}${path}`, { headers: { accept } });
      return { status: answer.status, body: await answer.text() };
    };

    const seen: Record<string, string> = {};
    const open = async (path: string, accept?: string) => {
      const { status, body } = await ask(path, accept);
      expect([path, status]).toEqual([path, 200]);
      seen[`${path} ${accept ?? ''}`] = body;
    };
    const pages = ['', '/cities', '/cities?q=seoul', '/cities/seoul', '/live', '/press'];
    for (const locale of ['en', 'ko', 'zh-Hans'])
      for (const page of [...pages, '/take-part?country=KR&city=seoul'])
        await open(`/${locale}${page}`);
    for (const answer of ['petition', 'cities', 'city-states', 'feed', 'history'])
      for (const accept of ['application/json', 'text/csv'])
        await open(`/api/v1/${answer}`, accept);
    for (const file of ['/sitemap.xml', '/og/en.png', '/api/v1/cities.csv']) await open(file);
    const input = encodeURIComponent(JSON.stringify({ city: 'seoul' }));
    await open(`/trpc/places.city?input=${input}`);
    await open(`/api/v1/actions/${ids[2] ?? ''}.ics`);
    // The one that is public says its day and its city.
    expect(seen['/en/cities/seoul ']).toContain('In Seoul. The exact place is not published.');
    expect(seen[`/api/v1/actions/${ids[2] ?? ''}.ics `]).toContain('DTSTART;VALUE=DATE:20270924');
    for (const id of ids.slice(0, 2))
      expect((await ask(`/api/v1/actions/${id}.ics`)).status).toBe(404);

    // A hidden city is nowhere, and neither is one that never was.
    for (const page of ['/en/cities/tokyo', '/en/cities/atlantis'])
      expect((await ask(page)).status).toBe(404);
    expect(seen['/sitemap.xml ']).not.toContain('tokyo');
    expect(seen['/en/cities ']).not.toContain('Tokyo');
    await expect.poll(() => told.join('')).toContain('"total"');
    seen['sockets'] = told.join('\n');
    seen['logs'] = server.logs();
    const found = Object.entries(seen).flatMap(([place, text]) =>
      [...CANARIES, ...ids.slice(0, 2)]
        .filter((canary) => text.includes(canary))
        .map((canary) => `${canary} in ${place}`),
    );
    // Asking for what is not there is logged by its address.
    expect(found.filter((line) => !line.endsWith('in logs') || line.startsWith('C'))).toEqual([]);
  },
  60_000,
);
