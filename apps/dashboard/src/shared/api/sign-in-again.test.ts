import { afterEach, expect, test, vi } from 'vitest';
import { createSignInAgain } from './sign-in-again.ts';
import { createClient } from './trpc.ts';

afterEach(() => vi.unstubAllGlobals());

const COMMAND = { commandId: '01890000-0000-7000-8000-000000000000', accountId: 'a' };
const refused = {
  error: { code: -32001, message: '', data: { code: 'sign-in-again', httpStatus: 401 } },
};
const done = { result: { data: { accountId: 'a' } } };

/** A server that gives these answers, one after the other, and keeps what it was sent. */
function serverThat(...answers: unknown[]) {
  const sent: unknown[] = [];
  vi.stubGlobal('fetch', async (_url: string, { body }: RequestInit) => {
    sent.push(body);
    return Response.json([answers.shift()]);
  });
  return sent;
}

/** Somebody who answers every question so. */
function personWho(answer: boolean) {
  const asking = createSignInAgain();
  asking.subscribe(() => {
    if (asking.isAsking()) asking.answer(answer);
  });
  return asking;
}

test('a refused command is sent again as it was, once the person has signed in again', async () => {
  const sent = serverThat(refused, done);
  const answer = await createClient(personWho(true)).auth.freeze.mutate(COMMAND);
  expect(answer).toEqual({ accountId: 'a' });
  expect(sent).toHaveLength(2);
  expect(sent[1]).toBe(sent[0]);
});

test('whoever turns away is told that nothing was done', async () => {
  const sent = serverThat(refused, done);
  await expect(createClient(personWho(false)).auth.freeze.mutate(COMMAND)).rejects.toMatchObject({
    data: { code: 'sign-in-again' },
  });
  expect(sent).toHaveLength(1);
});

test('a second refusal is final, so that nobody is asked for ever', async () => {
  const sent = serverThat(refused, refused, done);
  await expect(createClient(personWho(true)).auth.freeze.mutate(COMMAND)).rejects.toThrow();
  expect(sent).toHaveLength(2);
});

test('two that wait are answered by one question; without a dialog there is nobody to ask', async () => {
  const asking = createSignInAgain();
  expect(await asking.ask()).toBe(false);
  const stop = asking.subscribe(() => undefined);
  const both = Promise.all([asking.ask(), asking.ask()]);
  asking.answer(true);
  expect(await both).toEqual([true, true]);
  expect(asking.isAsking()).toBe(false);
  stop();
});
