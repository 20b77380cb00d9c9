import { expect } from 'vitest';
import { linkToken, type LinkPurpose } from '../src/platform/signing-links.ts';
import type { Keyring } from '../src/platform/keyring.ts';

/** One way in which the public writes. */
export interface PublicWrite {
  name: string;
  /** `html`: what a person at a browser gets, who sent a form. */
  answers: 'json' | 'html';
  /** What was typed, which a form must bring back. */
  typed?: Record<string, string>;
  send: () => Promise<Response>;
}

export interface Writer {
  origin: string;
  keyring: Keyring;
  /** Of a submission that waits for its confirmation. */
  recordId: string;
  textHash: string;
}

const PERSON = { name: 'Kim Ha-neul', email: 'door@writes.example', country: 'KR', locale: 'en' };

/** All of them, with links that are genuine, so that it is the database that decides. */
export function publicWrites(writer: Writer): PublicWrite[] {
  const { origin, textHash } = writer;
  const token = (purpose: LinkPurpose) =>
    linkToken(writer.keyring, purpose, { id: writer.recordId, generation: 0 });
  const json = (path: string, body: object): PublicWrite => ({
    name: `POST ${path}`,
    answers: 'json',
    send: () =>
      fetch(`${origin}${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      }),
  });
  const form = (path: string, typed: Record<string, string>): PublicWrite => ({
    name: `form ${path}`,
    answers: 'html',
    typed,
    send: () =>
      fetch(`${origin}${path}`, {
        method: 'POST',
        headers: { accept: 'text/html' },
        body: new URLSearchParams(typed),
        redirect: 'manual',
      }),
  });
  const byCode = { email: PERSON.email, code: '123456' };
  const message = { topic: 'data', name: PERSON.name, email: PERSON.email, text: 'Please write.' };
  return [
    json('/api/v1/signatures', { ...PERSON, textHash }),
    form('/api/v1/signatures', { ...PERSON, textHash }),
    json('/trpc/signing.submit', { ...PERSON, textHash }),
    json('/trpc/signing.confirm', { token: token('confirm') }),
    json('/trpc/signing.confirm', byCode),
    form(`/en/petition/confirm?token=${token('confirm')}`, { token: token('confirm') }),
    form('/ko/petition/confirm', byCode),
    json('/trpc/signing.resend', { token: token('amend') }),
    json('/trpc/signing.amend', { token: token('amend'), email: 'other@writes.example' }),
    json('/trpc/signing.mendDomain', { token: token('amend') }),
    ...(['withdraw', 'erase', 'unsubscribe'] as const).flatMap((purpose) => [
      json(`/trpc/signing.${purpose}`, { token: token(purpose) }),
      form(`/zh-Hans/petition/${purpose}?token=${token(purpose)}`, { token: token(purpose) }),
    ]),
    {
      name: 'one press in a mail program',
      // It sent a form, and reads the status alone.
      answers: 'html',
      send: () =>
        fetch(`${origin}/api/v1/unsubscribe?token=${token('unsubscribe')}&locale=en`, {
          method: 'POST',
          body: new URLSearchParams({ 'List-Unsubscribe': 'One-Click' }),
        }),
    },
    json('/trpc/contact.send', { ...message, locale: 'en' }),
    form('/en/contact', message),
  ];
}

/** Every one of them is told to come back later, in the way its sender reads: a form with what was typed. */
export async function expectTurnedAway(writes: readonly PublicWrite[]): Promise<void> {
  const seen = await Promise.all(
    writes.map(async ({ name, answers, typed, send }) => {
      const answer = await send();
      const body = await answer.text();
      const lost = Object.values(typed ?? {}).filter((value) => !body.includes(value));
      return {
        name,
        status: answer.status,
        retryAfter: Number(answer.headers.get('retry-after')) > 0,
        html:
          (answer.headers.get('content-type') ?? '').includes('text/html') === (answers === 'html'),
        lost,
      };
    }),
  );
  const wanted = { status: 503, retryAfter: true, html: true, lost: [] };
  expect(seen).toEqual(writes.map(({ name }) => ({ name, ...wanted })));
}
