import type { IncomingMessage } from 'node:http';
import { BlockList, isIPv4, isIPv6 } from 'node:net';
import type { Keyring } from './keyring.ts';

const loopback = new BlockList();
loopback.addSubnet('127.0.0.0', 8, 'ipv4');
loopback.addAddress('::1', 'ipv6');

/** Whether the peer is this very machine. */
export function isLoopback(address: string | undefined): boolean {
  if (!address) return false;
  // What nearly all of them are; the list takes ten times as long as the rest of the guard.
  if (address === '127.0.0.1' || address === '::1') return true;
  const plain = unmapped(address);
  return loopback.check(plain, isIPv6(plain) ? 'ipv6' : 'ipv4');
}

/**
 * All that is ever kept of where a request came from: a keyed hash of its network, which is the
 * address for IPv4 and the /64 for IPv6, since one household or phone holds a whole /64.
 */
export function networkHash(keyring: Keyring, address: string): Buffer {
  return keyring.hash('network-hash', networkOf(address));
}

/** Canonical text of the network an address belongs to. */
export function networkOf(address: string): string {
  const plain = unmapped(address.replace(/%.*$/u, ''));
  if (isIPv4(plain)) return plain;
  if (!isIPv6(plain)) return 'unknown';
  return `${groupsOf(plain).slice(0, 4).join(':')}::/64`;
}

/** IPv4 addresses reach an IPv6 socket as `::ffff:a.b.c.d`. */
function unmapped(address: string): string {
  const match = /^::ffff:(?<ipv4>[\d.]+)$/iu.exec(address);
  return match?.groups?.['ipv4'] ?? address;
}

function groupsOf(ipv6: string): string[] {
  const [head = '', tail] = ipv6.split('::');
  const left = head === '' ? [] : head.split(':');
  const right = tail === undefined || tail === '' ? [] : tail.split(':');
  const gap = tail === undefined ? 0 : Math.max(0, 8 - left.length - right.length);
  return [...left, ...Array<string>(gap).fill('0'), ...right].map((group) =>
    Number.parseInt(group, 16).toString(16),
  );
}

/** The sender's address, `hops` trusted proxies away; what Fastify's `request.ip` is for sockets. */
export function clientAddress(request: IncomingMessage, hops: number): string {
  const forwarded = request.headersDistinct['x-forwarded-for'] ?? [];
  const chain = forwarded.flatMap((line) => line.split(',')).map((address) => address.trim());
  const nearestFirst = [request.socket.remoteAddress ?? '', ...chain.toReversed()];
  return nearestFirst[Math.min(hops, nearestFirst.length - 1)] ?? '';
}
