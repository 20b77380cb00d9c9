import { once } from 'node:events';
import { createServer, request, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { openDatabase } from '@lantern/db/database';
import { io } from 'socket.io-client';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createKeyring } from '../src/platform/keyring.ts';
import { networkHash } from '../src/platform/network-address.ts';
import { NGINX, startNginx, type Proxy } from './nginx-proxy.ts';
import { rawHttp } from './raw-http.ts';
import { PRODUCTION_ENV, startTestServer, type TestServer } from './running-server.ts';

const HOST = new URL(PRODUCTION_ENV.PUBLIC_ORIGIN).host;
const CANARY_AGENT = 'CanaryAgent/7.7';
/** Another address of this machine, so that sender and proxy can be told apart. */
const SENDER = '127.0.0.5';

async function behindNginx(): Promise<{ server: TestServer; proxy: Proxy }> {
  const server = await startTestServer({ env: { ...PRODUCTION_ENV, TRUST_PROXY: '1' } });
  return { server, proxy: await startNginx([server.port]) };
}

// Where nginx is missing (`apt-get install nginx-light`), the rest of the suite still tells about the server.
describe.skipIf(NGINX === undefined)('behind nginx, as docs/nginx.conf has it', () => {
  test('answers, hides its metrics and opens sockets', async () => {
    const { server, proxy } = await behindNginx();
    const ask = (address: string) =>
      rawHttp({ port: proxy.port, path: address, headers: { host: HOST } });
    expect((await ask('/api/v1/count')).status).toBe(200);
    expect((await ask('/readyz')).body).toBe('{"status":"ready"}');
    expect((await ask('/metrics')).status).toBe(404);
    expect(server.logs()).not.toContain('TRUST_PROXY');
    const socket = io(`http://127.0.0.1:${proxy.port}`, {
      transports: ['websocket'],
      reconnection: false,
      extraHeaders: { host: HOST },
    });
    onTestFinished(() => void socket.close());
    const snapshot = await new Promise((resolve, reject) => {
      socket.on('snapshot', resolve);
      socket.on('connect_error', reject);
    });
    expect(snapshot).toMatchObject({ edition: '2027', total: 0 });
  });

  test('a body too large is refused by Lantern, in its own words', async () => {
    const { proxy } = await behindNginx();
    const headers = { host: HOST, 'content-type': 'application/json' };
    const answer = await rawHttp({
      port: proxy.port,
      method: 'POST',
      path: '/api/v1/signatures',
      headers,
      body: Buffer.alloc(10 * 1024 * 1024, 97),
    });
    expect(answer.status).toBe(413);
    expect(JSON.parse(answer.body)).toMatchObject({ code: 'body-too-large' });
  });

  test('a file that one node does not have is fetched from another, as while a new version is rolled out', async ({
    skip,
  }) => {
    const { server } = await behindNginx();
    const older = createServer((_request, answer) => answer.writeHead(404).end()).listen(0);
    await once(older, 'listening');
    onTestFinished(() => void older.close());
    // A server that listens on a port has an AddressInfo; strings are for pipes.
    const { port } = await startNginx([server.port, (older.address() as AddressInfo).port]);
    const ask = (path: string) => rawHttp({ port, path, headers: { host: HOST } });
    const pages = await Promise.all(Array.from({ length: 6 }, () => ask('/dashboard')));
    const { body } = pages.find(({ status }) => status === 200) ?? { body: '' };
    const file = /\/dashboard\/assets\/[\w.-]+\.js/u.exec(body)?.[0] ?? '';
    if (file === '') skip('the dashboard was not built');
    const files = await Promise.all(Array.from({ length: 6 }, () => ask(file)));
    expect(pages.some(({ status }) => status === 404)).toBe(true);
    expect(files.map(({ status }) => status)).toEqual(files.map(() => 200));
  });

  test('with the cache of docs/scaling.md, answers what everybody may see while no node is there, and nothing else', async () => {
    const server = await startTestServer({ env: { ...PRODUCTION_ENV, TRUST_PROXY: '1' } });
    const { port } = await startNginx([server.port], { cache: true });
    const ask = (path: string, headers: Record<string, string> = {}) =>
      rawHttp({ port, path, headers: { host: HOST, ...headers } });
    const shared = await ask('/api/v1/count');
    const table = await ask('/api/v1/count', { accept: 'text/csv' });
    expect([shared.status, table.status, (await ask('/readyz')).status]).toEqual([200, 200, 200]);
    await server.stop();
    expect(await ask('/api/v1/count')).toMatchObject({ status: 200, body: shared.body });
    // Never kept: a table (another reader's JSON would be one), and what says that a node is ready.
    expect((await ask('/api/v1/count', { accept: 'text/csv' })).body).not.toBe(table.body);
    expect((await ask('/readyz')).status).toBe(502);
  });

  test('takes the sender from the proxy, never from what the sender claims, and no log names it', async () => {
    const { server, proxy } = await behindNginx();
    const { body } = await rawHttp({
      port: proxy.port,
      path: '/api/v1/petition',
      headers: { host: HOST },
    });
    const { textHash } = JSON.parse(body) as { textHash: Record<string, string> };
    const status = await sign(proxy.port, {
      name: 'Canary',
      email: 'canary@mail.example',
      country: 'DE',
      locale: 'en',
      textHash: textHash['en'] ?? '',
    });
    expect(status).toBe(202);
    const keyring = createKeyring(Buffer.from(PRODUCTION_ENV.LANTERN_SECRET));
    expect(await storedNetworks(server.databaseUrl)).toEqual([
      networkHash(keyring, SENDER).toString('hex'),
    ]);
    await rawHttp({
      port: proxy.port,
      path: `/en/petition/confirm?token=${'t'.repeat(43)}`,
      headers: { host: HOST, 'user-agent': CANARY_AGENT },
    });
    await expect.poll(() => proxy.logs()).toContain('/en/petition/confirm');
    const logs = (await proxy.logs()) + server.logs();
    for (const canary of [
      CANARY_AGENT,
      SENDER,
      '203.0.113.99',
      'canary@mail.example',
      't'.repeat(43),
    ])
      expect(logs).not.toContain(canary);
  });
});

/** Posts from {@link SENDER}, claiming to be somebody else. */
async function sign(port: number, body: Record<string, string>): Promise<number> {
  const headers = {
    host: HOST,
    'content-type': 'application/json',
    accept: 'application/json',
    'user-agent': CANARY_AGENT,
    'x-forwarded-for': '203.0.113.99',
    forwarded: 'for=203.0.113.99',
  };
  const sent = request({
    host: '127.0.0.1',
    localAddress: SENDER,
    port,
    path: '/api/v1/signatures',
    method: 'POST',
    headers,
    agent: false,
  });
  sent.end(JSON.stringify(body));
  const [answer] = (await once(sent, 'response')) as [IncomingMessage];
  answer.resume();
  return answer.statusCode ?? 0;
}

async function storedNetworks(url: string): Promise<string[]> {
  const db = openDatabase({ url, max: 1 });
  const { rows } = await db.pool.query<{ hash: string }>(
    "SELECT encode(network_hash, 'hex') AS hash FROM submissions",
  );
  await db.close();
  return rows.map(({ hash }) => hash);
}
