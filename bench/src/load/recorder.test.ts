import { expect, test } from 'vitest';
import { createRecorder } from './recorder.ts';

test('only expected answers while the clock runs are figures; others are told', () => {
  const recorder = createRecorder(202);
  const since = (ms: number) => performance.now() - ms;
  recorder.add(202, since(9_000));
  recorder.start();
  for (let ms = 1; ms <= 100; ms += 1) recorder.add(202, since(ms * 1_000));
  recorder.add(503, since(1));
  recorder.add(0, since(1));
  const seconds = recorder.stop();
  recorder.add(202, since(9_000));
  const result = recorder.result();
  expect(result).toMatchObject({ answered: 100, answeredInAll: 102, others: { 0: 1, 503: 1 } });
  expect(result.perSecond).toBeCloseTo(100 / seconds);
  expect(Math.round(result.p50 / 1_000)).toBe(50);
  expect(Math.round(result.p99 / 1_000)).toBe(99);
  expect(Math.round(result.max / 1_000)).toBe(100);
});
