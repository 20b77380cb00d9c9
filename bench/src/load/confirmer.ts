import { setTimeout as sleep } from 'node:timers/promises';
import { answerJobs } from '../program.ts';
import { sharedNow } from './crowd-job.ts';

/** Confirms these one after the other, so many a second, whatever the answers do. */
export interface ConfirmJob {
  port: number;
  tokens: readonly string[];
  perSecond: number;
}

/** A signature that was confirmed. */
export interface Confirmed {
  /** Its signer number: the total with it, where nobody has withdrawn. */
  number: number;
  /** When it was sent, in ms of the machine's monotonic clock. */
  sentAt: number;
}

async function confirmAll({ port, tokens, perSecond }: ConfirmJob): Promise<Confirmed[]> {
  const started = sharedNow();
  const under: Promise<Confirmed>[] = [];
  for (const [index, token] of tokens.entries()) {
    await sleep(Math.max(0, started + (index * 1_000) / perSecond - sharedNow()));
    under.push(confirm(port, token));
  }
  return await Promise.all(under);
}

async function confirm(port: number, token: string): Promise<Confirmed> {
  const sentAt = sharedNow();
  const answer = await fetch(`http://127.0.0.1:${port}/trpc/signing.confirm`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ token }),
  });
  const body: unknown = await answer.json();
  const number = numberIn(body);
  if (number === null) throw new Error(`not confirmed: ${JSON.stringify(body)}`);
  return { number, sentAt };
}

/** The first `number` in tRPC's envelope. */
function numberIn(body: unknown): number | null {
  const found = /"number":(\d+)/u.exec(JSON.stringify(body))?.[1];
  return found === undefined ? null : Number(found);
}

answerJobs(confirmAll);
