import { setTimeout as delay } from 'node:timers/promises';
import type { TestSmtpServer } from '../src/platform/mail/smtp-test-server.ts';

/** Everything a burst was answered, over all the servers it went to. */
export interface BurstRecord {
  /** Every address that was sent, whatever came of it. */
  tried: Set<string>;
  /** Addresses whose submission was answered 202. */
  accepted: Set<string>;
  /** Signer numbers by token, of confirmations that were answered with one. */
  confirmed: Map<string, number>;
  /** Answers in the order of their arrival; those that never came have status 0. */
  answers: BurstAnswer[];
}

/** One answer of signing or confirming. */
interface BurstAnswer {
  what: 'sign' | 'confirm';
  /** 0: the connection was lost. */
  status: number;
  retryAfter: string | null;
  /** `performance.now()` when it came. */
  at: number;
  /** How long it took, ms. */
  ms: number;
}

export interface BurstOptions {
  record: BurstRecord;
  /** Makes this burst's addresses differ from all others'. */
  name: string;
  /** The mailbox that links are taken from; without it nobody confirms. */
  smtp?: TestSmtpServer;
  /** How many sign at once; default 16. */
  signers?: number;
}

/** A crowd that signs, one person after another, and one that confirms what arrives. */
export interface Burst {
  /** Resolves when everybody under way has been answered. */
  stop(): Promise<void>;
}

/** After a refusal or a lost connection, before the next person comes. */
const BREATH_MS = 20;

export const newRecord = (): BurstRecord => ({
  tried: new Set(),
  accepted: new Set(),
  confirmed: new Map(),
  answers: [],
});

/** Begins at once; `origin` must answer the petition at least once before. */
export async function startBurst(origin: string, options: BurstOptions): Promise<Burst> {
  const { smtp, signers = 16 } = options;
  const textHash = await readTextHash(origin);
  const ended = new AbortController();
  const crowd: Crowd = { origin, textHash, stop: ended.signal, ...options };
  const lanes = Array.from({ length: signers }, (_, lane) => signOn(crowd, lane));
  const confirming = smtp ? confirmOn(crowd, smtp) : undefined;
  return {
    stop: async () => {
      ended.abort();
      await Promise.all([...lanes, confirming]);
    },
  };
}

interface Crowd extends BurstOptions {
  origin: string;
  textHash: string;
  stop: AbortSignal;
}

async function signOn(
  { origin, textHash, stop, name, record }: Crowd,
  lane: number,
): Promise<void> {
  for (let turn = 0; !stop.aborted; turn += 1) {
    // A domain each: this is a crowd, not one mail server's catch-all.
    const email = `${name}@turn${turn}-lane${lane}-${name}.example`;
    record.tried.add(email);
    const person = { name: 'Kim Ha-neul', email, country: 'KR', locale: 'en', textHash };
    const answer = await ask(`${origin}/api/v1/signatures`, person, { what: 'sign', record });
    if (answer?.status === 202) record.accepted.add(email);
    else await delay(BREATH_MS);
  }
}

/** Confirms by the links of the mails that arrive; a refused one is tried again later. */
async function confirmOn({ origin, stop, record }: Crowd, smtp: TestSmtpServer): Promise<void> {
  for (let next = 0; !stop.aborted;) {
    const mail = smtp.received[next];
    if (!mail) {
      await delay(10);
      continue;
    }
    next += 1;
    const token = confirmToken(mail.raw);
    if (token === null || record.confirmed.has(token)) continue;
    const answer = await ask(
      `${origin}/trpc/signing.confirm`,
      { token },
      { what: 'confirm', record },
    );
    const number = answer?.ok ? numberOf(await answer.json().catch(() => null)) : null;
    if (number !== null) record.confirmed.set(token, number);
    else if (answer?.ok !== true) await delay(BREATH_MS);
  }
}

/** The token of a mail's link that confirms. Undoes quoted-printable's soft breaks, in which a link is cut. */
export function confirmToken(raw: string): string | null {
  const text = raw.replaceAll(/=\r?\n/gu, '').replaceAll('=3D', '=');
  return text.match(/petition\/confirm\?token=([\w-]{43})/u)?.[1] ?? null;
}

/** Of a ConfirmationResult in tRPC's envelope; null where it was held or cut short. */
function numberOf(answer: unknown): number | null {
  const { result } = (answer ?? {}) as { result?: { data?: { number?: number } } };
  return result?.data?.number ?? null;
}

/** The hash of the English text in force. */
export async function readTextHash(origin: string): Promise<string> {
  const answer = await fetch(`${origin}/api/v1/petition`);
  // The contract's shape.
  const { textHash } = (await answer.json()) as { textHash: Record<string, string> };
  return textHash['en'] ?? '';
}

async function ask(
  url: string,
  body: object,
  { what, record }: { what: BurstAnswer['what']; record: BurstRecord },
): Promise<Response | null> {
  const begun = performance.now();
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  }).catch(() => null);
  const at = performance.now();
  record.answers.push({
    what,
    status: answer?.status ?? 0,
    retryAfter: answer?.headers.get('retry-after') ?? null,
    at,
    ms: at - begun,
  });
  // What is not read keeps its connection.
  if (answer && !answer.ok) await answer.body?.cancel();
  if (answer?.status === 202) await answer.body?.cancel();
  return answer;
}
