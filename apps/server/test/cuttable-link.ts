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
  close: () => Promise<void>;
}

export async function openLink(targetPort: number): Promise<CuttableLink> {
  const ends = new Set<Socket>();
  let isCut = false;
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
      ends.add(one);
      one.on('error', () => other.destroy());
      one.on('close', () => {
        ends.delete(one);
        other.destroy();
      });
      one.pipe(other);
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const drop = () => {
    for (const end of ends) end.destroy();
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
    close: async () => {
      drop();
      server.close();
      await once(server, 'close');
    },
  };
}
