/** How many checks and tests passed, over all the tools that run them. */
import { step, StepError } from './steps.mjs';

/** A check that passes or fails as a whole; a failure is shown, and the next check still runs. */
export async function check(name, work) {
  try {
    await step(name, work);
    return { passed: 1, failed: 0 };
  } catch (error) {
    show(name, error.message, error instanceof StepError ? error.output : '');
    return { passed: 0, failed: 1 };
  }
}

/** A suite that answers `{passed, failed, output}`; its output is shown when anything failed. */
export async function reported(name, work) {
  const { passed, failed, output } = await work();
  const line = `${name}: ${passed} passed, ${failed} failed`;
  if (failed === 0) console.log(`  ✓ ${line}`);
  else show(name, line, output);
  return { passed, failed };
}

export function sum(results) {
  return {
    passed: results.reduce((total, { passed }) => total + passed, 0),
    failed: results.reduce((total, { failed }) => total + failed, 0),
  };
}

/** Of vitest's JSON report; a file that could not even be loaded counts as one failure. */
export function countVitest(report) {
  const broken = report.testResults.filter(
    (file) =>
      file.status === 'failed' && !file.assertionResults.some(({ status }) => status === 'failed'),
  );
  return { passed: report.numPassedTests, failed: report.numFailedTests + broken.length };
}

/** Of Playwright's JSON report; a test that only passed on a retry has failed. */
export function countPlaywright({ stats, errors = [] }) {
  return { passed: stats.expected, failed: stats.unexpected + stats.flaky + errors.length };
}

function show(name, line, output) {
  console.log(`  ✗ ${name}`);
  console.log(`${line}\n${output}`);
}
