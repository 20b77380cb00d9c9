/** The reverse proxy that the tests of docs/nginx.conf run; without it they are skipped. */
import { existsSync } from 'node:fs';
import { installFromDebian, isDebianRoot } from './debian.mjs';

/** Installs nginx where the tests look for it, if that can be done here. */
export async function ensureNginx() {
  // Debian starts what it installs: a web server nobody asked for belongs on no person's machine.
  if (!process.env.CI || existsSync('/usr/sbin/nginx') || !isDebianRoot()) return;
  await installFromDebian('nginx-light');
}
