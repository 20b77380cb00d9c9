import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import type { PublicCity } from './cast.ts';
import type { Mailbox } from './mailbox.ts';
import type { Person } from './person.ts';

const petitionSchema = z.object({ textHash: z.object({ en: z.string() }) });
const CONFIRMING = /\/petition\/confirm\?token=([A-Za-z0-9_-]{43})/u;

export interface Signing {
  origin: string;
  edition: string;
  /** What all their addresses end in. */
  domain: string;
  cities: readonly PublicCity[];
  mailbox: Mailbox;
  /** Anybody's browser: confirming is public. */
  visitor: Pick<Person, 'api'>;
  random: () => number;
}

/** How many submitted, and how many of them confirmed by the link in their mail. */
export interface Signed {
  submitted: number;
  confirmed: number;
}

/** `count` people sign, spread over `overMs`, each by the form's own route and the link in the mail. */
export async function sign(signing: Signing, count: number, overMs: number): Promise<Signed> {
  const { origin, edition, mailbox, visitor } = signing;
  const signed: Signed = { submitted: 0, confirmed: 0 };
  const confirming: Promise<void>[] = [];
  mailbox.onMail(({ text }) => {
    const token = CONFIRMING.exec(text)?.[1];
    if (token === undefined) return;
    const confirm = async () => {
      await visitor.api.signing.confirm.mutate({ token, edition });
      signed.confirmed += 1;
    };
    confirming.push(confirm());
  });
  const petition = await fetch(`${origin}/api/v1/petition?edition=${edition}`);
  const { textHash } = petitionSchema.parse(await petition.json());
  for (let number = 1; number <= count; number += 1) {
    await submit(signing, number, textHash.en);
    signed.submitted += 1;
    await sleep(signing.random() * 2 * (overMs / count));
  }
  await settled(() => signed.confirmed + missing(confirming, signed) >= count);
  await Promise.all(confirming);
  return signed;
}

/** Mails come at the provider's pace; what is not there a minute after the last signature is missed. */
const MAILS_LIMIT_MS = 60_000;

const missing = (confirming: readonly unknown[], { confirmed }: Signed) =>
  confirming.length - confirmed;

async function settled(isDone: () => boolean): Promise<void> {
  const deadline = performance.now() + MAILS_LIMIT_MS;
  while (!isDone() && performance.now() < deadline) await sleep(200);
}

async function submit(
  { origin, edition, domain, cities, random }: Signing,
  number: number,
  textHash: string,
): Promise<void> {
  const city = cities[Math.floor(random() * cities.length)];
  const answer = await fetch(`${origin}/api/v1/signatures?edition=${edition}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    body: JSON.stringify({
      name: `Signer ${number}`,
      // Many mail domains, as a real crowd has them; all of them are nobody's.
      email: `signer-${number}@mail${number % 41}.${domain}`,
      country: city?.country ?? 'US',
      // Two of three sign from a city that takes part.
      city: random() < 0.66 ? (city?.slug ?? null) : null,
      locale: 'en',
      textHash,
      showName: false,
      deliverName: false,
      updates: false,
    }),
  });
  if (answer.status !== 202)
    throw new Error(`a signature was answered ${answer.status}: ${await answer.text()}`);
}
