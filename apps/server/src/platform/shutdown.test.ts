import { Writable } from 'node:stream';
import { expect, test } from 'vitest';
import { createLogger } from './logger.ts';
import { runShutdown } from './shutdown.ts';

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
