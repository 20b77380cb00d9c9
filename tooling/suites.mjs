/** Runs the test suites and reads their reports. */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { NODE, ROOT, STEP_ENV } from './project.mjs';
import { run, StepError } from './steps.mjs';
import { countPlaywright, countVitest } from './tally.mjs';

/** Folders with tests for vitest, relative to the project. */
export function vitestFolders() {
  const workspaces = ['packages', 'apps'].flatMap((parent) =>
    readdirSync(path.join(ROOT, parent)).map((name) => path.join(parent, name)),
  );
  return ['tooling', ...workspaces, 'bench'].filter((folder) => hasTests(path.join(ROOT, folder)));
}

function hasTests(folder) {
  return readdirSync(folder, { withFileTypes: true }).some((entry) => {
    if (entry.isDirectory()) {
      return (
        !['node_modules', 'dist', 'build'].includes(entry.name) &&
        hasTests(path.join(folder, entry.name))
      );
    }
    return /\.test\.[cm]?[jt]sx?$/u.test(entry.name);
  });
}

/** All vitest tests of one folder. */
export const vitest = (folder) => runVitest(folder, { args: ['--reporter=default'] });

/**
 * Crashes and faults of real processes, at the scale `short` or `full`; `only` names those to run. What is
 * `live` is shown while it runs, figures included.
 */
export const chaos = ({ scale, only = [], live = false }) =>
  runVitest(path.join('apps', 'server'), {
    args: ['--config', 'vitest.chaos.config.ts', '--mode', scale, '--reporter=verbose', ...only],
    live,
  });

function runVitest(folder, { args, live = false }) {
  const cwd = path.join(ROOT, folder);
  return withReport(countVitest, (report) =>
    run(
      [
        path.join(ROOT, 'node_modules', '.bin', 'vitest'),
        'run',
        ...args,
        '--reporter=json',
        `--outputFile.json=${report}`,
      ],
      // Colours would only clutter what is read in a log.
      { cwd, env: { NO_COLOR: '1' }, live },
    ),
  );
}

/** All browser tests; `browser` is set where Playwright's own browser is not used. */
export function playwright(browser) {
  const cwd = path.join(ROOT, 'e2e');
  const env = { PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD: '1', ...(browser ? { CHROMIUM: browser } : {}) };
  return withReport(countPlaywright, (report) =>
    run([path.join(cwd, 'node_modules', '.bin', 'playwright'), 'test', '--reporter=list,json'], {
      cwd,
      env: { ...env, PLAYWRIGHT_JSON_OUTPUT_FILE: report, PLAYWRIGHT_JSON_OUTPUT_NAME: report },
    }),
  );
}

/** Every row of the benchmarks once, for a moment: whether it runs, not how fast. Takes some half a minute. */
export const quickBench = () => run([NODE, path.join(ROOT, 'bench', 'src', 'main.ts'), '--quick']);

/** Whatever the exit code says, the report counts; no report, or a failure it does not tell, is one failure. */
async function withReport(count, work) {
  const folder = mkdtempSync(path.join(STEP_ENV.TMPDIR ?? tmpdir(), 'lantern-report-'));
  const report = path.join(folder, 'report.json');
  const remove = () => rmSync(folder, { recursive: true, force: true });
  process.once('exit', remove);
  try {
    const { output, ok } = await attempt(() => work(report));
    const counted = existsSync(report)
      ? count(JSON.parse(readFileSync(report, 'utf8')))
      : { passed: 0, failed: 0 };
    return { ...counted, failed: counted.failed || (ok ? 0 : 1), output };
  } finally {
    process.off('exit', remove);
    remove();
  }
}

async function attempt(work) {
  try {
    return { ok: true, output: await work() };
  } catch (error) {
    return { ok: false, output: error instanceof StepError ? error.output : error.message };
  }
}
