/** `npm test`: every check and every test; ends with the line `N passed, N failed`. */
import { ensureInstalled } from './install.mjs';
import { turbo } from './build.mjs';
import { browserPath, ensureChromium } from './chromium.mjs';
import { ensureNginx } from './nginx.mjs';
import { installed, requireNode } from './project.mjs';
import { main, run } from './steps.mjs';
import { check, reported, sum } from './tally.mjs';
import { chaos, playwright, quickBench, vitest, vitestFolders } from './suites.mjs';

/** Each counts as one. The build stands last: the browser tests run what it made. */
const CHECKS = [
  ['Database client generated', () => turbo('generate')],
  ['Formatting', () => run(installed('prettier', '--check', '--log-level=warn', '.'))],
  ['Lint', () => run(installed('oxlint', '--type-aware', '--deny-warnings', '.'))],
  ['Types', () => turbo('typecheck')],
  ['Dead code', () => run(installed('knip', '--no-progress'))],
  ['Versions', () => run(installed('sherif'))],
  ['Build', () => turbo('build')],
];

requireNode();
await main(async () => {
  await ensureInstalled();
  const results = [];
  for (const [name, work] of CHECKS) results.push(await check(name, work));
  results.push(await check('nginx', ensureNginx));
  for (const folder of vitestFolders()) {
    results.push(await reported(`Tests of ${folder}`, () => vitest(folder)));
  }
  results.push(await reported('Crashes and faults, short form', () => chaos({ scale: 'short' })));
  const chromium = await check('Chromium', ensureChromium);
  results.push(chromium);
  if (chromium.failed === 0) {
    results.push(await reported('Browser tests', () => playwright(browserPath())));
    results.push(await check('Benchmarks run', quickBench));
  }
  const { passed, failed } = sum(results);
  console.log(`\n${passed} passed, ${failed} failed`);
  process.exitCode = failed === 0 ? 0 : 1;
});
