/** `npm run bench -- …`: the benchmarks, on what is built as `npm start` builds it. */
import path from 'node:path';
import { ensureBuilt } from './build.mjs';
import { become } from './child.mjs';
import { ensureChromium } from './chromium.mjs';
import { ensureInstalled } from './install.mjs';
import { requireNode, ROOT } from './project.mjs';
import { main } from './steps.mjs';

requireNode();
await main(async () => {
  await ensureInstalled();
  await ensureBuilt();
  await ensureChromium();
  become(path.join(ROOT, 'bench', 'src', 'main.ts'), process.argv.slice(2));
});
