import { setTimeout as sleep } from 'node:timers/promises';
import { confirmationTokens } from '../confirmation-tokens.ts';
import type { Lantern } from '../lantern.ts';
import type { ComeAndGoJob, ComeAndGoResult } from '../load/come-and-go.ts';
import type { HttpJob, HttpResult, Requests } from '../load/http-job.ts';
import { signatureRequests, SIGNERS } from '../signature-requests.ts';
import type { Stage } from '../stage.ts';
import { openDesk } from './desk.ts';

export const KINDS = ['sign', 'confirm', 'page', 'json'] as const;
type Kind = (typeof KINDS)[number];

/** How much of its own top rate each kind is sent at: together a third of what the server can do. */
export const SHARE = 1 / 3 / KINDS.length;

/** Per kind, a second. */
export type Rates = Record<Kind, number>;

const PACED = 32;
const SOCKETS = 300;
const LONGEST_STAY_MS = 6_000;
const LOOK_EVERY_MS = 500;
/** No machine confirms more. */
const MOST_PER_SECOND = 5_000;
const EXPECTED: Record<Kind, number> = { sign: 202, confirm: 200, page: 200, json: 200 };
/** A confirmation needs a signature that waits; some wait for ever. */
const MOST_CONFIRMED = 0.8;

/** All that people do, at once. */
export interface MixedLoad {
  /** What each kind reaches by itself, one after the other. */
  topRates(seconds: number): Promise<Rates>;
  /** Runs everything for so long; resolves with what was answered once all connections are closed. */
  run(rates: Rates, seconds: number): Promise<Rates & ComeAndGoResult & { looks: number }>;
}

export async function openMixedLoad(stage: Stage, lantern: Lantern): Promise<MixedLoad> {
  const desk = await openDesk(lantern);
  const signatures = await signatureRequests(lantern);
  const requestsOf = async (kind: Kind, most: number): Promise<Requests> => {
    switch (kind) {
      case 'sign':
        return signatures;
      case 'confirm':
        return {
          kind: 'tokens',
          tokens: await confirmationTokens(lantern, most),
          send: 'procedure',
        };
      case 'page':
        return { kind: 'same', bytes: get('/en/petition', lantern.port) };
      case 'json':
        return { kind: 'same', bytes: get('/api/v1/countries', lantern.port) };
    }
  };
  const generators = new Map(
    await Promise.all(
      KINDS.map(
        async (kind) =>
          [kind, await stage.startProgram<HttpJob, HttpResult>('load/http.ts')] as const,
      ),
    ),
  );
  const sockets = await stage.startProgram<ComeAndGoJob, ComeAndGoResult>('load/come-and-go.ts');

  const send = async (kind: Kind, seconds: number, perSecond: number | null) => {
    const result = await generators.get(kind)?.ask({
      port: lantern.port,
      connections: perSecond === null ? SIGNERS : PACED,
      warmSeconds: 0,
      seconds,
      requests: await requestsOf(kind, Math.ceil(seconds * (perSecond ?? MOST_PER_SECOND))),
      perSecond,
      expected: EXPECTED[kind],
    });
    const others = JSON.stringify(result?.others ?? {});
    if (others !== '{}') throw new Error(`${kind}: answers of other kinds: ${others}`);
    return result?.perSecond ?? 0;
  };
  const look = async (seconds: number) => {
    const end = performance.now() + seconds * 1_000;
    let looks = 0;
    while (performance.now() < end) {
      await desk.look();
      looks += 1;
      await sleep(LOOK_EVERY_MS);
    }
    return looks;
  };

  return {
    topRates: async (seconds) => {
      const tops: Partial<Rates> = {};
      for (const kind of KINDS) {
        await send(kind, 1, null);
        tops[kind] = await send(kind, seconds, null);
      }
      return { sign: 0, confirm: 0, page: 0, json: 0, ...tops };
    },
    run: async (rates, seconds) => {
      const perSecond = {
        ...rates,
        confirm: Math.min(rates.confirm, rates.sign * MOST_CONFIRMED),
      };
      const socketJob = { port: lantern.port, sockets: SOCKETS, longestMs: LONGEST_STAY_MS };
      const [answered, crowd, looks] = await Promise.all([
        Promise.all(KINDS.map((kind) => send(kind, seconds, perSecond[kind]))),
        sockets.ask({ ...socketJob, seconds }),
        look(seconds),
      ]);
      const [sign = 0, confirm = 0, page = 0, json = 0] = answered;
      return { sign, confirm, page, json, ...crowd, looks };
    },
  };
}

const get = (address: string, port: number): string =>
  `GET ${address} HTTP/1.1\r\nHost: localhost:${port}\r\nAccept: */*\r\nAccept-Encoding: br\r\n\r\n`;
