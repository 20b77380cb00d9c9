/** The browser of the browser tests: the system's, else Debian's, else Playwright's own. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from './project.mjs';
import { run } from './steps.mjs';

const SYSTEM = '/usr/bin/chromium';
const DEBIAN = '/etc/debian_version';

/** The system's browser, if it has one. */
export const browserPath = () => (existsSync(SYSTEM) ? SYSTEM : null);

/** Installs a browser unless one is there. */
export async function ensureChromium() {
  if (browserPath()) return;
  if (process.getuid?.() === 0 && existsSync(DEBIAN)) await installFromDebian();
  else
    await run([
      path.join(ROOT, 'e2e', 'node_modules', '.bin', 'playwright'),
      'install',
      'chromium',
    ]);
}

async function installFromDebian() {
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  await run(['apt-get', 'update', '-qq'], { env });
  const packages = ['chromium', 'fonts-noto-cjk'];
  await run(['apt-get', 'install', '-y', '-qq', '--no-install-recommends', ...packages], { env });
}
