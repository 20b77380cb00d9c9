import { setTimeout as sleep } from 'node:timers/promises';
import { startHttpLoad } from './alternate.ts';
import { confirmationTokens } from './confirmation-tokens.ts';
import type { Lantern } from './lantern.ts';
import type { Confirmed, ConfirmJob } from './load/confirmer.ts';
import type { HttpResult, Requests } from './load/http-job.ts';
import type { MailSink } from './mail-sink.ts';
import { signatureRequests } from './signature-requests.ts';
import type { Stage } from './stage.ts';

/** What goes on at a server while others listen or look. */
export interface Hands {
  /** Signs for so many, to be confirmed later. */
  prepare(signatures: number): Promise<void>;
  /** Resolves once the mails of all who were prepared have left. */
  mailed(): Promise<void>;
  /** Confirms some of them for so many seconds. */
  confirm(perSecond: number, seconds: number): Promise<Confirmed[]>;
  sign(perSecond: number, seconds: number): Promise<HttpResult>;
  /** Reads the count and the petition page, each so often. */
  read(perSecond: number, seconds: number): Promise<unknown>;
  stop(): Promise<unknown>;
}

const CONNECTIONS = 32;
const PREPARED_PER_SECOND = 500;
/** Forty mails need three seconds at the default pace; what has not left by now never will. */
const MAILED_MS = 60_000;

/** A server, and where its mails go. */
interface Served {
  lantern: Lantern;
  mails: MailSink;
}

/** Signers, confirmers and readers, each in a process of its own. */
export async function openHands(stage: Stage, { lantern, mails }: Served): Promise<Hands> {
  const [first, second] = await Promise.all([startHttpLoad(stage), startHttpLoad(stage)]);
  const confirmer = await stage.startProgram<ConfirmJob, Confirmed[]>('load/confirmer.ts');
  const { port } = lantern;
  const signatures = await signatureRequests(lantern);
  const tokens: string[] = [];
  let signed = 0;

  const pace = (perSecond: number, seconds: number) => ({
    port,
    perSecond,
    seconds,
    connections: CONNECTIONS,
    warmSeconds: 0,
  });
  const sign: Hands['sign'] = (perSecond, seconds) =>
    first.ask({ ...pace(perSecond, seconds), requests: signatures, expected: 202 });
  return {
    sign,
    prepare: async (count) => {
      const { answered } = await sign(PREPARED_PER_SECOND, count / PREPARED_PER_SECOND);
      signed += answered;
      // Those left of an earlier preparation are among them.
      tokens.splice(0, tokens.length, ...(await confirmationTokens(lantern, count)));
    },
    mailed: async () => {
      const end = performance.now() + MAILED_MS;
      while (mails.taken() < signed && performance.now() < end) await sleep(20);
      if (mails.taken() < signed) throw new Error(`${signed - mails.taken()} mails have not left`);
    },
    confirm: (perSecond, seconds) => {
      const taken = tokens.splice(0, Math.ceil(perSecond * seconds));
      return confirmer.ask({ port, perSecond, tokens: taken });
    },
    read: (perSecond, seconds) =>
      Promise.all(
        [first, second].map((load, index) =>
          load.ask({ ...pace(perSecond, seconds), requests: reading(port, index), expected: 200 }),
        ),
      ),
    stop: () => Promise.all([first.stop(), second.stop(), confirmer.stop()]),
  };
}

const READ = ['/api/v1/count', '/en/petition'];

function reading(port: number, index: number): Requests {
  const head = `GET ${READ[index]} HTTP/1.1\r\nHost: localhost:${port}\r\nAccept: */*\r\n`;
  return { kind: 'same', bytes: `${head}Accept-Encoding: br\r\n\r\n` };
}
