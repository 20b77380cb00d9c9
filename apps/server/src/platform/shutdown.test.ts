import { Writable } from 'node:stream';
import { expect, test } from 'vitest';
import { createLogger } from './logger.ts';
import { once, runShutdown } from './shutdown.ts';

const log = createLogger('silent', new Writable());

test('steps end in order, and a failing or hanging one does not keep the next', async () => {
  const ended: string[] = [];
  const step = (name: string, run: () => Promise<unknown>) => ({
    name,
    limitMs: 20,
    run: () => {
      ended.push(name);
      return run();
    },
  });
  const clean = await runShutdown(
    [
      step('one', async () => undefined),
      step('fails', () => Promise.reject(new Error('no'))),
      step('hangs', () => new Promise(() => undefined)),
      step('last', async () => undefined),
    ],
    log,
  );
  expect(clean).toBe(false);
  expect(ended).toEqual(['one', 'fails', 'hangs', 'last']);
});

test('a clean end says so', async () => {
  expect(await runShutdown([{ name: 'x', limitMs: 20, run: async () => 1 }], log)).toBe(true);
});

test('a stop that is asked for twice ends once, and both wait for that', async () => {
  let left = ['part'];
  const { promise: slow, resolve } = Promise.withResolvers<void>();
  const stop = once(async () => {
    const taken = left;
    left = [];
    await slow;
    return taken;
  });
  const first = stop();
  const second = stop();
  resolve();
  expect(await first).toEqual(['part']);
  expect(await second).toEqual(['part']);
});
