/** The reverse proxy that the tests of docs/nginx.conf run; without it they are skipped. */
import { existsSync } from 'node:fs';
import { installFromDebian, isDebianRoot } from './debian.mjs';

/** Installs nginx where the tests look for it, if that can be done here. */
export async function ensureNginx() {
  if (existsSync('/usr/sbin/nginx') || !isDebianRoot()) return;
  await installFromDebian('nginx-light');
}
