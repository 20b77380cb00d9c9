import { expect, test } from 'vitest';
import { countPlaywright, countVitest, sum } from './tally.mjs';

test('a test file that could not be loaded counts as a failure', () => {
  const loaded = { status: 'passed', assertionResults: [{ status: 'passed' }] };
  const failing = { status: 'failed', assertionResults: [{ status: 'failed' }] };
  const broken = { status: 'failed', assertionResults: [] };
  const report = { numPassedTests: 1, numFailedTests: 1, testResults: [loaded, failing, broken] };
  expect(countVitest(report)).toEqual({ passed: 1, failed: 2 });
});

test('a browser test that passed on a retry only has failed', () => {
  const stats = { expected: 3, unexpected: 1, flaky: 1, skipped: 2 };
  expect(countPlaywright({ stats, errors: [{ message: 'no server' }] })).toEqual({
    passed: 3,
    failed: 3,
  });
});

test('results add up', () => {
  const results = [
    { passed: 1, failed: 0 },
    { passed: 4, failed: 2 },
  ];
  expect(sum(results)).toEqual({ passed: 5, failed: 2 });
});
