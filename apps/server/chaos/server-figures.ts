import { once } from 'node:events';

/** What a server holds, as its own `/metrics` says, right after its garbage was collected. */
export interface ServerFigures {
  heapMb: number;
  /** Buffers, outside the heap. */
  externalMb: number;
  rssMb: number;
  /** Open files and connections; 0 where the system does not tell. */
  handles: number;
  /** Live sockets. */
  sockets: number;
}

/** Lets a server's garbage be collected from outside; for its environment. */
export const COLLECTABLE = { NODE_OPTIONS: '--inspect=127.0.0.1:0' };

const MB = 1_048_576;

/** Collects the garbage of a server that was started with {@link COLLECTABLE}, then reads its figures. */
export async function readFigures(server: {
  origin: string;
  output: () => string;
}): Promise<ServerFigures> {
  await collectGarbage(server.output());
  const answer = await fetch(`${server.origin}/metrics`);
  const said = await answer.text();
  const read = (name: string): number =>
    Number(new RegExp(`^${name}(?:\\{[^}]*\\})? ([-+.e\\d]+)$`, 'mu').exec(said)?.[1] ?? 0);
  return {
    heapMb: read('nodejs_heap_size_used_bytes') / MB,
    externalMb: read('nodejs_external_memory_bytes') / MB,
    rssMb: read('process_resident_memory_bytes') / MB,
    handles: read('process_open_fds'),
    sockets: read('lantern_live_sockets'),
  };
}

async function collectGarbage(output: string): Promise<void> {
  const address = /Debugger listening on (ws:\S+)/u.exec(output)?.[1];
  if (!address) throw new Error('the server was started without COLLECTABLE');
  const inspector = new WebSocket(address);
  await once(inspector, 'open');
  // The second collects what the finalisers of the first let go.
  for (const id of [1, 2]) {
    inspector.send(JSON.stringify({ id, method: 'HeapProfiler.collectGarbage' }));
    await once(inspector, 'message');
  }
  inspector.close();
  await once(inspector, 'close');
}
