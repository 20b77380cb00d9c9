import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { projectRoot } from '../src/env.ts';
import { atScale } from './scale.ts';

const DRILL = path.join(projectRoot(import.meta.dirname), 'bench', 'src', 'drill', 'main.ts');
const PEOPLE = atScale({ short: '40', full: '1500' });

test('the drill: backup under load, loss of the machine, restore on an empty one', async ({
  annotate,
}) => {
  const run = promisify(execFile)(process.execPath, [DRILL, '--people', PEOPLE]);
  // One that fails has told why before it ended.
  const { stdout } = await run.catch((failed: { stdout: string }) => failed);
  expect(stdout).toContain('Everything held.');
  await annotate(stdout);
});
