/** `npm run admin|backup|restore|recount -- …`: a command of the server, prepared as `npm start` does. */
import { spawnSync } from 'node:child_process';
import { ensureBuilt, serverEntry } from './build.mjs';
import { ensureInstalled } from './install.mjs';
import { NODE, requireNode, ROOT } from './project.mjs';
import { main } from './steps.mjs';

const [name, ...args] = process.argv.slice(2);

requireNode();
await main(async () => {
  await ensureInstalled();
  await ensureBuilt();
  // It may ask on the terminal, so it shares ours; paths in its arguments are meant from the project.
  const { status, error } = spawnSync(NODE, [serverEntry(name), ...args], {
    cwd: ROOT,
    stdio: 'inherit',
  });
  if (error) throw error;
  process.exitCode = status ?? 1;
});
