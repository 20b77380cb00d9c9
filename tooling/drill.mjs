/** `npm run drill [-- FILE]`: a backup is restored on an empty machine, and shown to be whole. */
import path from 'node:path';
import { ensureBuilt } from './build.mjs';
import { become } from './child.mjs';
import { ensureInstalled } from './install.mjs';
import { requireNode, ROOT } from './project.mjs';
import { main } from './steps.mjs';

requireNode();
await main(async () => {
  await ensureInstalled();
  await ensureBuilt();
  become(path.join(ROOT, 'bench', 'src', 'drill', 'main.ts'), process.argv.slice(2));
});
