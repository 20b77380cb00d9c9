import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { expect, test } from 'vitest';

/** A command that leaves a server behind when it alone is ended, as test runners do. */
const SERVER = `console.log('up'); setInterval(() => {}, 1000);`;
const COMMAND = `require('node:child_process').spawn(process.execPath, ['-e', ${JSON.stringify(SERVER)}], { stdio: 'inherit' });
  setInterval(() => {}, 1000);`;
const STEPS = path.join(import.meta.dirname, 'steps.mjs');
const SCRIPT = `import { run } from ${JSON.stringify(STEPS)};
  await run([process.execPath, '-e', ${JSON.stringify(COMMAND)}], { live: true });
  console.log('went on');`;

test('whoever is told to end ends all that its command started, and goes no step further', async () => {
  const script = spawn(process.execPath, ['--input-type=module', '-e', SCRIPT], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const lines = [];
  const output = createInterface(script.stdout).on('line', (line) => lines.push(line));
  await once(output, 'line');
  script.kill('SIGTERM');
  // The server holds the command's output open: neither comes before it is gone.
  const [[code]] = await Promise.all([once(script, 'exit'), once(output, 'close')]);
  expect(code).toBe(130);
  expect(lines).toEqual(['up']);
});
