import { describe, expect, test } from 'vitest';
import { createFreshValue, createFreshValues } from './fresh-value.ts';

/** A read that is answered when the test says so. */
function source() {
  const waiting: PromiseWithResolvers<number>[] = [];
  let reads = 0;
  return {
    read: () => {
      reads += 1;
      const next = Promise.withResolvers<number>();
      waiting.push(next);
      return next.promise;
    },
    answer: (value: number) => waiting.shift()?.resolve(value),
    fail: () => waiting.shift()?.reject(new Error('database is away')),
    reads: () => reads,
  };
}

function world() {
  let now = 0;
  const from = source();
  const value = createFreshValue({
    read: from.read,
    maxAgeMs: 1_000,
    patienceMs: 5,
    monotonic: () => now,
  });
  return { ...from, value, pass: (ms: number) => (now += ms) };
}

describe('a fresh value', () => {
  test('costs one read however many ask at once, and none while it is young', async () => {
    const { value, answer, reads, pass } = world();
    const all = Promise.all([value.get(), value.get(), value.get()]);
    answer(7);
    expect(await all).toEqual([7, 7, 7]);
    pass(999);
    expect(await value.get()).toBe(7);
    expect(reads()).toBe(1);
    pass(1);
    const next = value.get();
    answer(8);
    expect(await next).toBe(8);
  });

  test('is at hand while it is young, and begins no read by being asked for', async () => {
    const { value, answer, reads, pass } = world();
    expect(value.young()).toBeUndefined();
    const first = value.get();
    answer(7);
    await first;
    pass(999);
    expect(value.young()).toBe(7);
    pass(1);
    expect(value.young()).toBeUndefined();
    expect(reads()).toBe(1);
  });

  test('is the last good one while reads fail, and tries again only now and then', async () => {
    const { value, answer, fail, reads, pass } = world();
    const first = value.get();
    answer(1);
    await first;
    pass(2_000);
    const second = value.get();
    fail();
    expect(await second).toBe(1);
    pass(100);
    expect(await value.get()).toBe(1);
    expect(reads()).toBe(2);
    pass(500);
    const third = value.get();
    answer(3);
    expect(await third).toBe(3);
  });

  test('is the last good one when a read hangs, and the new one once it came', async () => {
    const { value, answer, pass } = world();
    const first = value.get();
    answer(1);
    await first;
    pass(2_000);
    expect(await value.get()).toBe(1);
    answer(2);
    await Promise.resolve();
    expect(await value.get()).toBe(2);
  });

  test('throws while there is nothing good, without hammering', async () => {
    const { value, fail, reads } = world();
    const first = value.get();
    fail();
    await expect(first).rejects.toThrow('away');
    await expect(value.get()).rejects.toThrow('away');
    expect(reads()).toBe(1);
  });

  test('is read anew on demand, after a read under way', async () => {
    const { value, answer, reads } = world();
    const early = value.get();
    const demanded = value.refresh();
    answer(1);
    await early;
    await Promise.resolve();
    answer(2);
    expect(await demanded).toBe(2);
    expect(reads()).toBe(2);
  });
});

describe('fresh values by key', () => {
  test('are read for each key by itself, and anew once all are forgotten', async () => {
    const values = createFreshValues<string>({ maxAgeMs: 1_000, monotonic: () => 0 });
    const asked: string[] = [];
    const ask = (key: string) =>
      values.get(key, async () => {
        asked.push(key);
        return `${key} ${asked.length}`;
      });
    expect([await ask('a'), await ask('b'), await ask('a')]).toEqual(['a 1', 'b 2', 'a 1']);
    values.clear();
    expect(await ask('a')).toBe('a 3');
  });

  test('no number of keys makes it keep them all', async () => {
    const values = createFreshValues<string>({ maxAgeMs: 1_000, monotonic: () => 0 });
    let reads = 0;
    const ask = (key: string) => values.get(key, async () => `${(reads += 1)}`);
    for (let key = 0; key <= 200; key += 1) await ask(`${key}`);
    await ask('0');
    expect(reads).toBe(202);
  });
});
