/** Debian's packages, where the tests may install what the machine lacks. */
import { existsSync } from 'node:fs';
import { run } from './steps.mjs';

/** Whether packages can be installed: only root may, and only where there is `apt-get`. */
export const isDebianRoot = () => process.getuid?.() === 0 && existsSync('/etc/debian_version');

export async function installFromDebian(...packages) {
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  await run(['apt-get', 'update', '-qq'], { env });
  await run(['apt-get', 'install', '-y', '-qq', '--no-install-recommends', ...packages], { env });
}
