import { once } from 'node:events';
import { request, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { setTimeout as wait } from 'node:timers/promises';
import type { Keyring } from '../src/platform/keyring.ts';
import { linkRecordId, linkToken } from '../src/platform/signing-links.ts';

export interface CrowdOptions {
  /** Of the proxy. */
  port: number;
  /** The name it is asked under. */
  host: string;
  /** The servers' own, to make the links that they mail. */
  keyring: Keyring;
  textHash: string;
  signers: number;
  readers: number;
}

/** A request that was not answered as it should have been. */
export interface Failure {
  what: 'read' | 'sign' | 'confirm' | 'withdraw';
  /** 0: the connection broke. */
  status: number;
  body: string;
}

export type Crowd = ReturnType<typeof startCrowd>;

const PAGES = ['/en', '/ko/petition', '/api/v1/count', '/api/v1/countries', '/api/v1/feed?after=0'];
const COUNTRIES = ['KR', 'KR', 'KR', 'US', 'US', 'DE', 'JP', 'MN'];
const CITIES = [undefined, 'london', 'berlin', undefined, 'washington-dc'];
/** Between two steps of one person. */
const PAUSE_MS = 15;
/** One in so many withdraws again. */
const WITHDRAWS = 7;

/**
 * People who sign, confirm, withdraw and read until `stop`, each from an address of its own, over a connection of
 * its own; notes what was promised to them and every answer that was no good one.
 */
export function startCrowd(options: CrowdOptions) {
  const failures: Failure[] = [];
  /** Signer numbers that were told, by record. */
  const told = new Map<string, number>();
  /** Records whose withdrawal was asked for, whatever came of it. */
  const leaving = new Set<string>();
  let answered = 0;
  let people = 0;
  let stopped = false;

  const ask = async (what: Failure['what'], asked: Asked): Promise<string | null> => {
    const { status, body } = await exchange(options, asked);
    if (status >= 200 && status < 300) {
      answered += 1;
      return body;
    }
    failures.push({ what, status, body: body.slice(0, 200) });
    return null;
  };

  const onePerson = async () => {
    const n = (people += 1);
    const from = senderOf(n);
    const signed = await ask('sign', {
      from,
      path: '/api/v1/signatures',
      body: {
        name: `Person ${n}`,
        email: `p${n}@domain-${n}.example`,
        country: COUNTRIES[n % COUNTRIES.length],
        city: CITIES[n % CITIES.length],
        locale: 'en',
        textHash: options.textHash,
      },
    });
    const id = signed === null ? null : linkRecordId(JSON.parse(signed).amendToken);
    if (id === null) return;
    await wait(PAUSE_MS);
    const act = (what: 'confirm' | 'withdraw') => {
      const token = linkToken(options.keyring, what, { id, generation: 0 });
      return ask(what, { from, path: `/trpc/signing.${what}`, body: { token } });
    };
    const confirmed = await act('confirm');
    if (confirmed === null) return;
    told.set(id, JSON.parse(confirmed).result.data.number);
    if (n % WITHDRAWS !== 0) return;
    leaving.add(id);
    await act('withdraw');
  };
  const lanes = [
    ...Array.from({ length: options.signers }, () => onePerson),
    ...Array.from({ length: options.readers }, (_, lane) => async () => {
      people += 1;
      await ask('read', {
        from: senderOf(people),
        path: PAGES[(people + lane) % PAGES.length] ?? '/',
      });
    }),
  ].map(async (step) => {
    while (!stopped) {
      await step();
      await wait(PAUSE_MS);
    }
  });

  return {
    told,
    leaving,
    answered: () => answered,
    /** What went wrong since this was last asked. */
    failures: () => failures.splice(0),
    stop: async () => {
      stopped = true;
      await Promise.all(lanes);
    },
  };
}

interface Asked {
  /** Address of the sender. */
  from: string;
  path: string;
  /** With a body it is a POST. */
  body?: object;
}

async function exchange(
  { port, host }: CrowdOptions,
  { from, path, body }: Asked,
): Promise<{ status: number; body: string }> {
  const sent = request({
    host: '127.0.0.1',
    localAddress: from,
    port,
    path,
    method: body ? 'POST' : 'GET',
    headers: { host, accept: '*/*', ...(body && { 'content-type': 'application/json' }) },
    agent: false,
  });
  sent.end(body && JSON.stringify(body));
  try {
    const [answer] = (await once(sent, 'response')) as [IncomingMessage];
    return { status: answer.statusCode ?? 0, body: await text(answer) };
  } catch (error) {
    return { status: 0, body: String(error) };
  }
}

/** Addresses of this machine: the whole of 127.0.0.0/8 is. */
function senderOf(n: number): string {
  return `127.${1 + ((n >> 14) % 200)}.${(n >> 7) % 128}.${1 + (n % 128)}`;
}
