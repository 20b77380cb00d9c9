/** `npm run rehearse -- …`: plays a made-up day on the Lantern that runs on PORT with DATA_DIR. */
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
  become(path.join(ROOT, 'bench', 'src', 'rehearsal', 'main.ts'), process.argv.slice(2));
});
