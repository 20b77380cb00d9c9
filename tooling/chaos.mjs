/**
 * `npm run chaos`: crashes and faults of real processes, in full; ends with the line `N passed, N failed`.
 * `-- --short`: the form that `npm test` runs. `-- --only NAME` (again for more): the files with NAME in their
 * path. `-- --times N`: N runs in a row.
 */
import { parseArgs } from 'node:util';
import { ensureBuilt } from './build.mjs';
import { ensureInstalled } from './install.mjs';
import { requireNode } from './project.mjs';
import { main } from './steps.mjs';
import { chaos } from './suites.mjs';
import { sum } from './tally.mjs';

requireNode();
await main(async () => {
  const { values } = parseArgs({
    options: {
      short: { type: 'boolean', default: false },
      only: { type: 'string', multiple: true, default: [] },
      times: { type: 'string', default: '1' },
    },
  });
  const times = Number(values.times);
  if (!(Number.isInteger(times) && times > 0)) throw new Error('--times takes a whole number');
  await ensureInstalled();
  await ensureBuilt();
  const results = [];
  for (let turn = 1; turn <= times; turn += 1) {
    if (times > 1) console.log(`\nRun ${turn} of ${times}`);
    results.push(
      await chaos({ scale: values.short ? 'short' : 'full', only: values.only, live: true }),
    );
    if (times > 1) console.log(`Run ${turn}: ${results.at(-1).failed} failed`);
  }
  const { passed, failed } = sum(results);
  console.log(`\n${passed} passed, ${failed} failed`);
  process.exitCode = failed === 0 ? 0 : 1;
});
