/** `npm start`: from a fresh clone to a running Lantern. */
import { ensureBuilt, isBuilt, serverEntry } from './build.mjs';
import { become } from './child.mjs';
import { ensureInstalled, isInstalled } from './install.mjs';
import { requirePort } from './port.mjs';
import { requireNode } from './project.mjs';
import { main } from './steps.mjs';

requireNode();
await main(async () => {
  await requirePort();
  if (!isInstalled() || !isBuilt())
    console.log('Preparing Lantern; the first time takes a few minutes');
  await ensureInstalled();
  await ensureBuilt();
  become(serverEntry('main'));
});
