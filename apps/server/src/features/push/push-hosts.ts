/** The push services of Chrome and its kin, Firefox, Safari, Edge. */
const HOSTS: ReadonlySet<string> = new Set([
  'fcm.googleapis.com',
  'updates.push.services.mozilla.com',
  'web.push.apple.com',
]);
const HOST_ENDINGS = ['.push.apple.com', '.push.services.mozilla.com', '.notify.windows.com'];
const LOOPBACK: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]']);

/**
 * Whether the server may send there: a browser names the address itself, so without this list anybody with an
 * account could have the server knock at any door. Local mode also sends to this machine.
 */
export function isPushAddress(address: string, { local }: { local: boolean }): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname, port, username, password } = new URL(address);
  if (username !== '' || password !== '') return false;
  if (local && LOOPBACK.has(hostname)) return protocol === 'http:' || protocol === 'https:';
  if (protocol !== 'https:' || port !== '') return false;
  return HOSTS.has(hostname) || HOST_ENDINGS.some((ending) => hostname.endsWith(ending));
}
