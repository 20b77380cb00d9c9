import { beforeEach, expect, test } from 'vitest';
import { reloadOnce } from './reload.ts';

let kept: Map<string, string>;
let reloads: number;
const page = {
  storage: {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
  },
  reload: () => {
    reloads += 1;
  },
};

beforeEach(() => {
  kept = new Map();
  reloads = 0;
});

test('a page reloads for a newer build, and not for ever between two of them', () => {
  const start = Date.parse('2027-09-24T12:00:00Z');
  expect(reloadOnce(page, start)).toBe(true);
  expect(reloadOnce(page, start + 1_000)).toBe(false);
  expect(reloadOnce(page, start + 9 * 60_000)).toBe(false);
  expect(reloads).toBe(1);
  expect(reloadOnce(page, start + 11 * 60_000)).toBe(true);
});

test('what cannot be remembered is not done', () => {
  const forgetful = {
    ...page,
    storage: {
      ...page.storage,
      setItem: () => {
        throw new Error('forbidden');
      },
    },
  };
  expect(reloadOnce(forgetful)).toBe(false);
  expect(reloads).toBe(0);
});
