/** The browser of the browser tests: the system's, else Debian's, else Playwright's own. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { installFromDebian, isDebianRoot } from './debian.mjs';
import { ROOT } from './project.mjs';
import { run } from './steps.mjs';

const SYSTEM = '/usr/bin/chromium';

/** The system's browser, if it has one. */
export const browserPath = () => (existsSync(SYSTEM) ? SYSTEM : null);

/** Installs a browser unless one is there. */
export async function ensureChromium() {
  if (browserPath()) return;
  if (isDebianRoot()) await installFromDebian('chromium', 'fonts-noto-cjk');
  else
    await run([
      path.join(ROOT, 'e2e', 'node_modules', '.bin', 'playwright'),
      'install',
      'chromium',
    ]);
}
