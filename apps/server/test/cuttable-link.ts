import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** A TCP link on the loopback interface that can be cut, as a network is. */
export interface CuttableLink {
  port: number;
  /** Ends every connection at once, without a goodbye. */
  drop: () => void;
  /** Drops, and lets nothing through until `mend`. */
  cut: () => void;
  mend: () => void;
  /** From now on nothing passes and nothing ends: each end believes that the other is merely silent. */
  freeze: () => void;
  thaw: () => void;
  close: () => Promise<void>;
}

export async function openLink(targetPort: number): Promise<CuttableLink> {
  const pairs = new Map<Socket, Socket>();
  let isCut = false;
  let isFrozen = false;
  const server = createServer((near) => {
    if (isCut) {
      near.destroy();
      return;
    }
    const far = connect(targetPort, '127.0.0.1');
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      pairs.set(one, other);
      one.on('error', () => other.destroy());
      one.on('close', () => {
        pairs.delete(one);
        // Whoever vanishes behind a frozen link is not heard to.
        if (!isFrozen) other.destroy();
      });
      if (!isFrozen) one.pipe(other);
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const drop = () => {
    for (const end of pairs.keys()) end.destroy();
  };
  // A server that listens on a port has an AddressInfo; strings are for pipes.
  const { port } = server.address() as AddressInfo;
  return {
    port,
    drop,
    cut: () => {
      isCut = true;
      drop();
    },
    mend: () => {
      isCut = false;
    },
    freeze: () => {
      isFrozen = true;
      for (const [one, other] of pairs) one.unpipe(other).pause();
    },
    thaw: () => {
      isFrozen = false;
      for (const [one, other] of pairs)
        if (other.destroyed) one.destroy();
        else one.pipe(other);
    },
    close: async () => {
      drop();
      server.close();
      await once(server, 'close');
    },
  };
}
