import { channel } from 'node:diagnostics_channel';
import { openDatabase } from '@lantern/db/database';
import { createTestDatabase } from '@lantern/db/testing';
import { ROLES, type Role } from '@lantern/schemas/role';
import type { FastifyInstance } from 'fastify';
import { createKeyring } from '../../src/platform/keyring.ts';
import { startTestSmtp } from '../../src/platform/mail/smtp-test-server.ts';
import { PRODUCTION_ENV, startTestServer, type TestServer } from '../../test/running-server.ts';
import { openGarden } from './garden.ts';
import { fillIn, readKnown } from './known.ts';
import { seedWorld } from './seed.ts';
import { enrolAs } from './staff.ts';
import { openWatch, type Watch } from './watch.ts';
import { openWire, type WireAnswer } from './wire.ts';

/** Nobody, or somebody of a role. */
export type Caller = Role | null;
export const CALLERS: readonly Caller[] = [null, ...ROLES];

/** A request as it was generated; known things stand in it as `«kind:nth»`. */
export interface FuzzRequest {
  caller: Caller;
  method: string;
  target: string;
  headers: readonly (readonly [string, string])[];
  body: string | null;
  /** The body's bytes are these characters', one each. */
  raw?: boolean;
}

/** An address of the running server and how it may be asked. */
export interface Route {
  url: string;
  methods: string[];
}

export interface FuzzStage {
  server: TestServer;
  databaseUrl: string;
  routes: readonly Route[];
  watch: Watch;
  send: (request: FuzzRequest) => Promise<WireAnswer | null>;
  /** The same, and nothing is put back as it was meanwhile. */
  sendOnly: (request: FuzzRequest) => Promise<WireAnswer | null>;
  publicOrigin: string;
  cookieOf: (caller: Caller) => string;
  close: () => Promise<void>;
}
type Mode = 'production' | 'local';

/**
 * The whole server, with mails that are taken, somebody of every role signed in, and something of everything in
 * its database: as in production behind a proxy, so that each input may come from another network, or in local
 * mode, which has addresses of its own and takes nothing that came through a proxy.
 */
export async function openFuzzStage(mode: Mode = 'production'): Promise<FuzzStage> {
  const watch = openWatch();
  const { database, smtp, server, routes } = await startFuzzServer(watch, mode);
  const db = openDatabase({ url: database.url, max: 4 });
  const keyring = createKeyring(Buffer.from(PRODUCTION_ENV.LANTERN_SECRET));
  const publicOrigin = mode === 'local' ? server.origin : PRODUCTION_ENV.PUBLIC_ORIGIN;
  const { port } = server;
  const cookies = new Map<Caller, string>();
  for (const role of ROLES)
    cookies.set(role, await enrolAs(role, { db, keyring, port, publicOrigin }));
  await seedWorld({ db, port, keyring, admin: cookies.get('admin') ?? '', publicOrigin });
  let known = await readKnown(db.pool, keyring);
  const garden = await openGarden(db.pool, async () => {
    known = await readKnown(db.pool, keyring);
  });
  const wire = openWire(port);
  const sendOnly = async (request: FuzzRequest) => {
    const cookie = cookies.get(request.caller);
    const fill = (text: string) => fillIn(text, known);
    const bytes = bytesOf(request, { fill, publicOrigin, ...(cookie && { cookie }) });
    return await wire.send(bytes, request.method);
  };
  return {
    server,
    databaseUrl: database.url,
    routes,
    watch,
    send: async (request) => {
      await garden.tend();
      return await sendOnly(request);
    },
    sendOnly,
    publicOrigin,
    cookieOf: (caller) => cookies.get(caller) ?? '',
    close: async () => {
      wire.close();
      await server.stop();
      await smtp.stop();
      await db.close();
      await database.drop();
      watch.close();
    },
  };
}

async function startFuzzServer(watch: Watch, mode: Mode) {
  const database = await createTestDatabase();
  const smtp = await startTestSmtp();
  const { routes, stop } = listRoutes();
  const server = await startTestServer({
    databaseUrl: database.url,
    logLevel: 'warn',
    onLog: watch.onLog,
    env: {
      LANTERN_SECRET: PRODUCTION_ENV.LANTERN_SECRET,
      SMTP_URL: `smtp://127.0.0.1:${smtp.settings.port}?tls=off&rate=500`,
      ...(mode === 'production' && {
        PUBLIC_ORIGIN: PRODUCTION_ENV.PUBLIC_ORIGIN,
        TRUST_PROXY: '1',
      }),
    },
  });
  stop();
  return { database, smtp, server, routes };
}

/** Hears of every route from Fastify itself, so that none can be forgotten; HEAD beside GET is its own. */
function listRoutes(): { routes: Route[]; stop: () => void } {
  const routes: Route[] = [];
  const begun = channel('fastify.initialization');
  const hear = (message: unknown) => {
    // Fastify documents what it publishes, but does not type it.
    const { fastify } = message as { fastify: FastifyInstance };
    fastify.addHook('onRoute', ({ url, method }) => {
      const known = routes.find((route) => route.url === url);
      if (known) known.methods.push(...[method].flat());
      else routes.push({ url, methods: [method].flat() });
    });
  };
  begun.subscribe(hear);
  return { routes, stop: () => begun.unsubscribe(hear) };
}

interface Filling {
  fill: (text: string) => string;
  publicOrigin: string;
  cookie?: string;
}

/** The request on the wire. Headers of its own come after ours; where both name one, its own alone is sent. */
function bytesOf(request: FuzzRequest, { fill, publicOrigin, cookie }: Filling): Buffer {
  const { method, target, body } = request;
  const sent = body === null ? null : Buffer.from(fill(body), request.raw ? 'latin1' : 'utf8');
  const proxied = publicOrigin.startsWith('https:');
  const own = request.headers.filter(([name]) => proxied || !name.startsWith('x-forwarded'));
  const usual: (readonly [string, string])[] = [
    ['host', new URL(publicOrigin).host],
    ['origin', publicOrigin],
    ...(cookie ? [['cookie', cookie] as const] : []),
    ...(sent ? [['content-length', String(sent.length)] as const] : []),
  ];
  const headers = [...usual.filter(([name]) => !own.some(([other]) => other === name)), ...own];
  const lines = headers.map(([name, value]) => `${name}: ${fill(value)}\r\n`).join('');
  const head = `${method} ${fill(target)} HTTP/1.1\r\n${lines}\r\n`;
  return Buffer.concat([Buffer.from(head, 'utf8'), sent ?? Buffer.alloc(0)]);
}
