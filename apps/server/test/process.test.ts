import { once } from 'node:events';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { freePort } from '@lantern/db/free-port';
import { createTestDatabase } from '@lantern/db/testing';
import { io } from 'socket.io-client';
import { describe, expect, onTestFinished, test } from 'vitest';
import { PRODUCTION_ENV } from './running-server.ts';
import { startProcess } from './server-process.ts';

/** Ten seconds are promised; a machine under load is given as much again before a hang is called one. */
const STOP_MS = 10_000;

async function localEnv(): Promise<Record<string, string>> {
  const database = await createTestDatabase();
  const dataDir = await mkdtemp(path.join(tmpdir(), 'lantern data '));
  onTestFinished(async () => {
    await database.drop();
    await rm(dataDir, { recursive: true, force: true });
  });
  return { PORT: String(await freePort()), DATA_DIR: dataDir, DATABASE_URL: database.url };
}

test('a wrong environment is named whole, without its values, and nothing starts', async () => {
  const server = await startProcess({
    PUBLIC_ORIGIN: 'https://lantern.example',
    PORT: 'four',
    LANTERN_SECRET: 'hunter2',
  });
  expect(await server.exited).toBe(1);
  for (const name of ['PORT', 'LANTERN_SECRET', 'DATABASE_URL', 'SMTP_URL', '.env.example'])
    expect(server.output()).toContain(name);
  expect(server.output()).not.toContain('hunter2');
});

test('a taken port is told with a free one, before a database is started', async () => {
  const taken = createServer().listen(0, '127.0.0.1');
  await once(taken, 'listening');
  onTestFinished(() => void taken.close());
  const address = taken.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const dataDir = await mkdtemp(path.join(tmpdir(), 'lantern data '));
  onTestFinished(() => rm(dataDir, { recursive: true, force: true }));
  const server = await startProcess({ PORT: `${port}`, DATA_DIR: path.join(dataDir, 'kept') });
  expect(await server.exited).toBe(1);
  expect(server.output()).toMatch(
    new RegExp(
      `Port ${port} is taken by another program\\. Port \\d+ is free: {2}PORT=\\d+ npm start`,
      'u',
    ),
  );
  await expect(stat(path.join(dataDir, 'kept'))).rejects.toThrow('ENOENT');
});

describe('started on localhost', () => {
  test('prints its addresses and the first link, and keeps its secret to itself', async () => {
    const env = await localEnv();
    const server = await startProcess(env);
    await server.says('/dashboard/enrol#');
    const origin = `http://localhost:${env['PORT']}`;
    for (const address of ['/', '/dashboard', '/dev/mail'])
      expect(server.output()).toContain(`${origin}${address}\n`);
    const secret = path.join(env['DATA_DIR'] ?? '', 'secret');
    expect((await stat(secret)).mode & 0o777).toBe(0o600);
    expect(server.output()).not.toContain((await readFile(secret, 'utf8')).trim());
  });

  test.each(['SIGINT', 'SIGTERM'] as const)(
    '%s lets a request in flight finish, says goodbye to sockets and ends',
    async (signal) => {
      const env = await localEnv();
      const server = await startProcess(env);
      await server.says('is running');
      const port = Number(env['PORT']);
      const socket = io(`http://localhost:${port}`, {
        transports: ['websocket'],
        reconnection: false,
      });
      onTestFinished(() => void socket.close());
      const closing = new Promise((resolve) => socket.on('closing', resolve));
      await new Promise<void>((resolve) => socket.on('snapshot', () => resolve()));
      const slow = connect(port, '127.0.0.1');
      await once(slow, 'connect');
      // Its headers are there, so it is in flight; its body comes after the signal.
      slow.write(
        `POST /api/v1/signatures HTTP/1.1\r\nHost: localhost:${port}\r\nAccept: application/json\r\n` +
          'Content-Type: application/json\r\nContent-Length: 2\r\n\r\n',
      );
      await fetch(`http://localhost:${port}/healthz`);
      const begun = performance.now();
      server.signal(signal);
      expect(await closing).toMatchObject({ reason: 'restart', retryAfterMs: expect.any(Number) });
      slow.write('{}');
      const [answer] = (await once(slow, 'data')) as [Buffer];
      expect(answer.toString()).toMatch(/^HTTP\/1\.1 422 /u);
      expect(await server.exited).toBe(0);
      expect(performance.now() - begun).toBeLessThan(STOP_MS);
      expect(server.output()).toContain('Stopped.');
      await expect(fetch(`http://localhost:${port}/healthz`)).rejects.toThrow();
    },
    60_000,
  );

  test('a request that never finishes does not keep it', async () => {
    const env = await localEnv();
    const server = await startProcess(env);
    await server.says('is running');
    const slow = connect(Number(env['PORT']), '127.0.0.1');
    slow.on('error', () => undefined);
    await once(slow, 'connect');
    slow.write(`POST /api/v1/signatures HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\n`);
    await fetch(`http://localhost:${env['PORT']}/healthz`);
    const begun = performance.now();
    server.signal('SIGTERM');
    await server.exited;
    expect(performance.now() - begun).toBeLessThan(STOP_MS);
  }, 60_000);

  test('a second signal ends it at once', async () => {
    const env = await localEnv();
    const server = await startProcess(env);
    await server.says('is running');
    const slow = connect(Number(env['PORT']), '127.0.0.1');
    slow.on('error', () => undefined);
    await once(slow, 'connect');
    slow.write(`POST /api/v1/signatures HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\n`);
    await fetch(`http://localhost:${env['PORT']}/healthz`);
    server.signal('SIGINT');
    await server.says('Stopping');
    const begun = performance.now();
    server.signal('SIGINT');
    expect(await server.exited).toBe(1);
    expect(performance.now() - begun).toBeLessThan(2_000);
  }, 60_000);
});

test('in production the lines are logs, and the first link stays out of them', async () => {
  const env = await localEnv();
  const server = await startProcess({ ...env, ...PRODUCTION_ENV });
  await server.says('npm run admin -- invite');
  const lines = server.output().trim().split('\n');
  for (const line of lines) expect(JSON.parse(line)).toHaveProperty('level');
  expect(server.output()).not.toMatch(/enrol#|hunter2/u);
});
