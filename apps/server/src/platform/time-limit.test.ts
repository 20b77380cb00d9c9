import { expect, test } from 'vitest';
import { withinTime } from './time-limit.ts';

const never = new Promise<string>(() => undefined);

test('what comes in time is passed on, faults as well', async () => {
  expect(await withinTime(Promise.resolve('done'), 5_000, () => 'late')).toBe('done');
  const failing = Promise.reject(new Error('broken'));
  await expect(withinTime(failing, 5_000, () => 'late')).rejects.toThrow('broken');
});

test('what does not come is given up for another answer, or for a fault', async () => {
  expect(await withinTime(never, 1, () => 'late')).toBe('late');
  const tooLate = withinTime(never, 1, () => {
    throw new Error('not done');
  });
  await expect(tooLate).rejects.toThrow('not done');
});
