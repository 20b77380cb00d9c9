import type { AddressInfo } from 'node:net';

/** The port a listening TCP server was given; throws for one that listens on no port. */
export function tcpPort(listener: { address(): AddressInfo | string | null }): number {
  const address = listener.address();
  if (address === null || typeof address === 'string') throw new Error('no TCP port was bound');
  return address.port;
}
