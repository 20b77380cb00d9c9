import { randomUUIDv7 } from 'node:crypto';
import { openDatabase, transaction } from '@lantern/db/database';
import { createTestDatabase } from '@lantern/db/testing';
import fastify from 'fastify';
import { recordAct } from '../../platform/audit.ts';
import { runOnce } from '../../platform/commands.ts';
import { appendEvents } from '../../platform/events.ts';
import { createKeyring } from '../../platform/keyring.ts';
import type { Asked, TwoPersonActs } from '../../platform/two-person.ts';
import { createAuth, type Auth, type AuthDeps } from './auth.ts';
import { registerAuthRoutes } from './auth.routes.ts';
import {
  createSoftAuthenticator,
  type Site,
  type SoftAuthenticator,
} from './soft-authenticator.fixture.ts';

export const ORIGIN = 'http://localhost:4000';

/** What decides whether an act needs a second person, made of what it stands on. */
type SecondPerson = (
  parts: Pick<AuthDeps, 'db' | 'clock' | 'newId' | 'runCommand' | 'recordAct'> & {
    acts: () => TwoPersonActs;
  },
) => Pick<AuthDeps, 'doOrAsk' | 'endRequestsOf'>;

/** Acts of other features, which nobody asks for here. */
const nobodys: TwoPersonActs['reinvite'] = {
  mayAsk: [],
  happens: 'when-approved',
  perform: () => Promise.reject(new Error('an act of another feature')),
  describe: () => Promise.reject(new Error('an act of another feature')),
};
const OF_OTHERS = { 'accept-application': nobodys, reinvite: nobodys };

/** As where there is but one administrator; the two-person rule is another feature's. */
const atOnce: SecondPerson = ({ acts }) => ({
  doOrAsk: async (tx, { act, ...request }) => ({
    state: 'done',
    ...(await acts()[act].perform(tx, request)),
  }),
  endRequestsOf: async () => undefined,
});

/** The feature on a database of its own, behind real routes, with a clock that can be moved. */
export async function openAuth(publicOrigin = ORIGIN, secondPerson = atOnce) {
  const database = await createTestDatabase();
  const db = openDatabase({ url: database.url, max: 10 });
  let ahead = 0;
  const clock = { now: () => new Date(Date.now() + ahead) };
  const newId = () => randomUUIDv7();
  const ended: string[] = [];
  const parts = {
    db,
    clock,
    newId,
    runCommand: (({ id, ...command }, work) =>
      transaction(db.pool, (tx) =>
        runOnce(tx, { ...command, commandId: id, now: clock.now() }, () => work(tx)),
      )) satisfies AuthDeps['runCommand'],
    recordAct: ((tx, act) =>
      recordAct(tx, {
        details: {},
        ...act,
        id: newId(),
        at: clock.now(),
      })) satisfies AuthDeps['recordAct'],
  };
  const auth: Auth = createAuth({
    ...parts,
    ...secondPerson({ ...parts, acts: () => ({ ...auth.acts, ...OF_OTHERS }) }),
    keyring: createKeyring(Buffer.alloc(32, 7)),
    publicOrigin,
    appendEvents,
    currentEditionId: async () => {
      const { rows } = await db.pool.query<{ id: string }>(
        'SELECT id FROM editions WHERE is_current',
      );
      return rows[0]?.id ?? '';
    },
    endSessionsOf: async (accountId) => void ended.push(accountId),
  });
  const app = fastify({ trustProxy: true });
  registerAuthRoutes(app, {
    ...auth,
    publicOrigin,
    networkHashOf: (request) => Buffer.from(request.ip),
  });
  return {
    ...auth,
    app,
    db,
    ended,
    newId,
    moveClock: (ms: number) => {
      ahead += ms;
    },
    browser: (origin = publicOrigin) => createBrowser(app, origin),
    close: async () => {
      await app.close();
      await db.close();
      await database.drop();
    },
  };
}
export type OpenAuth = Awaited<ReturnType<typeof openAuth>>;

interface Sent {
  body?: unknown;
  headers?: Record<string, string>;
}

/** Keeps cookies and speaks the ceremonies, as a page at `origin` would. */
function createBrowser(app: ReturnType<typeof fastify>, origin: string) {
  const jar = new Map<string, string>();
  const cookie = () => Array.from(jar, ([name, value]) => `${name}=${value}`).join('; ');
  const send = async (path: string, { body, headers = {} }: Sent = {}) => {
    const answer = await app.inject({
      method: body === undefined ? 'GET' : 'POST',
      url: `/api/auth${path}`,
      headers: { origin, cookie: cookie(), 'user-agent': 'canary-agent', ...headers },
      ...(body === undefined
        ? {}
        : {
            payload: JSON.stringify(body),
            headers: {
              origin,
              cookie: cookie(),
              'user-agent': 'canary-agent',
              'content-type': 'application/json',
              ...headers,
            },
          }),
    });
    for (const { name, value, maxAge } of answer.cookies)
      if (maxAge === 0 || value === '') jar.delete(name);
      else jar.set(name, value);
    return {
      status: answer.statusCode,
      body: answer.json(),
      headers: answer.headers,
      cookies: answer.cookies,
    };
  };
  const invited = (token?: string): Record<string, string> =>
    token === undefined ? {} : { 'x-lantern-invitation': token };
  return {
    send,
    headers: () => ({ cookie: cookie() }),
    forget: () => jar.clear(),
    enrol: async (
      options: { token?: string; device?: SoftAuthenticator; site?: Partial<Site> } = {},
    ) => {
      const { token, device = createSoftAuthenticator(), site } = options;
      const headers = invited(token);
      const begun = await send('/passkey/generate-register-options', { body: {}, headers });
      if (begun.status !== 200) return begun;
      const response = device.register(begun.body, { origin, ...site });
      const body = { response, name: 'Laptop', createSession: token !== undefined };
      return send('/passkey/verify-registration', { headers, body });
    },
    /** `again`: the account a page says is signed in already. */
    signIn: async (device: SoftAuthenticator, site?: Partial<Site>, again?: string) => {
      const begun = await send('/passkey/generate-authenticate-options', { body: {} });
      const response = device.signIn(begun.body, { origin, ...site });
      const headers: Record<string, string> = again ? { 'x-lantern-again': again } : {};
      return send('/passkey/verify-authentication', { headers, body: { response } });
    },
  };
}

/** The link that came of an act which needed nobody else. */
export const linkIn = (asked: Asked): string | null => (asked.state === 'done' ? asked.link : null);

/** The token at the end of an enrolment link. */
export const tokenOf = (link: string | null): string => new URL(link ?? '').hash.slice(1);
