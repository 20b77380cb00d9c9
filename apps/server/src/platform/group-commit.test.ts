import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DomainError } from './domain-error.ts';
import { createGroupCommit } from './group-commit.ts';

/** A commit that the test lets through by hand. */
function gatedCommit() {
  const batches: number[][] = [];
  const gates: (() => void)[] = [];
  const commit = async (items: readonly number[]) => {
    batches.push([...items]);
    await new Promise<void>((resolve) => gates.push(resolve));
    return items.map((item) => item * 10);
  };
  const turn = () => new Promise<void>((resolve) => setImmediate(() => setImmediate(resolve)));
  return { batches, gates, commit, turn };
}

test('what arrives while a batch is written forms the next one', async () => {
  const { batches, gates, commit, turn } = gatedCommit();
  const group = createGroupCommit({ commit });
  const first = group.add(1);
  await turn();
  const later = [group.add(2), group.add(3)];
  gates[0]?.();
  expect(await first).toBe(10);
  await turn();
  gates[1]?.();
  expect(await Promise.all(later)).toEqual([20, 30]);
  expect(batches).toEqual([[1], [2, 3]]);
});

test('a full queue refuses with the time to come back', async () => {
  const { gates, commit, turn } = gatedCommit();
  const group = createGroupCommit({ commit, maxQueue: 2, retryAfterSeconds: 7 });
  const taken = [group.add(1), group.add(2)];
  const refused = group.add(3);
  await expect(refused).rejects.toMatchObject({
    code: 'unavailable',
    details: { retryAfterSeconds: 7 },
  });
  await turn();
  gates[0]?.();
  expect(await Promise.all(taken)).toEqual([10, 20]);
});

test('what has the key of a batch in flight waits for it, while others pass', async () => {
  const { batches, gates, commit, turn } = gatedCommit();
  const group = createGroupCommit({
    commit,
    maxBatch: 30,
    lanes: 2,
    keyOf: (item: number) => `${item % 100}`,
  });
  const first = group.add(1);
  await turn();
  // Enough of them for another lane, which may not have those of the key in flight.
  const others = Array.from({ length: 28 }, (_, index) => index + 10);
  const all = [first, ...[101, ...others, 201].map((item) => group.add(item))];
  await turn();
  expect(batches).toEqual([[1], others]);
  gates[1]?.();
  await turn();
  expect(batches).toHaveLength(2);
  gates[0]?.();
  await turn();
  expect(batches[2]).toEqual([101, 201]);
  gates[2]?.();
  expect(await Promise.all(all)).toEqual([1, 101, ...others, 201].map((item) => item * 10));
  await group.drain();
});

test('draining answers what was taken and takes no more', async () => {
  const { gates, commit, turn } = gatedCommit();
  const group = createGroupCommit({ commit });
  const taken = group.add(1);
  const drained = group.drain();
  await expect(group.add(2)).rejects.toBeInstanceOf(DomainError);
  await turn();
  gates[0]?.();
  await drained;
  expect(await taken).toBe(10);
});

test('a fault that splitting cannot help fails the batch in one try', async () => {
  let tries = 0;
  const group = createGroupCommit<number, number>({
    commit: async () => {
      tries += 1;
      throw new Error('connection refused');
    },
    splits: () => false,
  });
  const results = await Promise.allSettled([group.add(1), group.add(2), group.add(3)]);
  expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
  expect(tries).toBe(1);
});

test('whatever the load: each caller gets its own answer, bad rows fail alone, nothing is written twice', async () => {
  const load = fc.record({
    items: fc.array(fc.record({ bad: fc.boolean(), turns: fc.nat({ max: 2 }) }), { maxLength: 60 }),
    maxBatch: fc.integer({ min: 1, max: 16 }),
  });
  await fc.assert(
    fc.asyncProperty(load, async ({ items, maxBatch }) => {
      const written: number[] = [];
      const group = createGroupCommit<{ id: number; bad: boolean }, number>({
        maxBatch,
        commit: async (batch) => {
          expect(batch.length).toBeLessThanOrEqual(maxBatch);
          await Promise.resolve();
          const bad = batch.find((item) => item.bad);
          if (bad) throw new Error(`row ${bad.id}`);
          written.push(...batch.map(({ id }) => id));
          return batch.map(({ id }) => id);
        },
      });
      const calls = items.map(async ({ bad, turns }, id) => {
        for (let turn = 0; turn < turns; turn += 1)
          await new Promise<void>((resolve) => setImmediate(resolve));
        return group.add({ id, bad });
      });
      const results = await Promise.allSettled(calls);
      for (const [id, result] of results.entries()) {
        const expected = items[id]?.bad
          ? { status: 'rejected', reason: new Error(`row ${id}`) }
          : { status: 'fulfilled', value: id };
        expect(result).toEqual(expected);
      }
      const good = items.flatMap(({ bad }, id) => (bad ? [] : [id]));
      expect(written.toSorted((a, b) => a - b)).toEqual(good);
    }),
    { numRuns: 60 },
  );
});

test('a batch that hangs does not keep those who come after it for ever', async () => {
  const { batches, gates, commit } = gatedCommit();
  const group = createGroupCommit({ commit, maxWaitMs: 10, retryAfterSeconds: 7 });
  const hanging = group.add(1);
  await expect.poll(() => batches).toEqual([[1]]);
  await expect(group.add(2)).rejects.toMatchObject({
    code: 'unavailable',
    details: { retryAfterSeconds: 7 },
  });
  gates[0]?.();
  expect(await hanging).toBe(10);
  expect(batches).toEqual([[1]]);
});

test('with two lanes a second batch is made while the first is written, once enough wait', async () => {
  const { batches, gates, commit, turn } = gatedCommit();
  const group = createGroupCommit({ commit, lanes: 2 });
  const numbers = Array.from({ length: 30 }, (_, index) => index);
  const first = group.add(-1);
  await turn();
  const few = numbers.slice(0, 5).map((number) => group.add(number));
  await turn();
  expect(batches).toEqual([[-1]]);
  const many = numbers.slice(5).map((number) => group.add(number));
  await turn();
  expect(batches).toEqual([[-1], numbers]);
  for (const open of gates) open();
  expect(await first).toBe(-10);
  expect(await Promise.all([...few, ...many])).toEqual(numbers.map((number) => number * 10));
});
