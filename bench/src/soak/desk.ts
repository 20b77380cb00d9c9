import { setTimeout as sleep } from 'node:timers/promises';
import { createSoftAuthenticator } from '@lantern/server/soft-authenticator';
import type { Lantern } from '../lantern.ts';

/** What the desk's pages ask for. */
const QUERIES = [
  'overview.read',
  'overview.flow',
  'signing.waiting',
  'signing.decisions',
  'auth.me',
];

/** Somebody who looks at the organisers' desk. */
export interface Desk {
  /** Reads what its pages show, once; throws at any answer but a good one. */
  look(): Promise<void>;
}

/** Enrols the first administrator by the link that the server printed. */
export async function openDesk(lantern: Lantern): Promise<Desk> {
  const token = await printedToken(lantern);
  const { origin } = lantern;
  const cookies = new Map<string, string>();
  const send = async (path: string, body?: object): Promise<Record<string, unknown>> => {
    const answer = await fetch(`${origin}${path}`, {
      method: body ? 'POST' : 'GET',
      headers: {
        origin,
        cookie: Array.from(cookies, ([name, value]) => `${name}=${value}`).join('; '),
        'x-lantern-invitation': token,
        ...(body && { 'content-type': 'application/json' }),
      },
      ...(body && { body: JSON.stringify(body) }),
    });
    for (const line of answer.headers.getSetCookie()) {
      const [name = '', value = ''] = line.split(';', 1)[0]?.split(/=(.*)/su, 2) ?? [];
      cookies.set(name, value);
    }
    if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`);
    return (await answer.json()) as Record<string, unknown>;
  };
  const options = await send('/api/auth/passkey/generate-register-options', {});
  const response = createSoftAuthenticator().register(
    { challenge: String(options['challenge']) },
    { origin },
  );
  await send('/api/auth/passkey/verify-registration', {
    response,
    name: 'Soak',
    createSession: true,
  });
  return {
    look: async () => {
      for (const name of QUERIES) await send(`/trpc/${name}`);
    },
  };
}

const PRINT_MS = 20_000;

/** The link is printed when the start is over, a moment after the server is ready. */
async function printedToken(lantern: Lantern): Promise<string> {
  const end = performance.now() + PRINT_MS;
  while (performance.now() < end) {
    const token = /\/dashboard\/enrol#(\S+)/u.exec(lantern.output())?.[1];
    if (token !== undefined) return token;
    await sleep(50);
  }
  throw new Error('the server printed no enrolment link');
}
