import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import type { BenchProcess } from '../processes.ts';

/** For `NODE_OPTIONS` of a process that is to be looked into, from this machine only. */
export const INSPECTED = '--inspect=127.0.0.1:0';

/** Looks into a running process, over Node's inspector. */
export interface Inspector {
  /** Has everything collected that nothing holds any more. */
  collectGarbage(): Promise<void>;
  /** The value of an expression there; it must survive JSON. */
  evaluate(expression: string): Promise<unknown>;
  /** For Chromium's developer tools (Memory, Load), where two can be compared. */
  writeHeapSnapshot(file: string): Promise<void>;
  close(): void;
}

interface Message {
  id?: number;
  method?: string;
  params?: { chunk?: string };
  result?: { result?: { value?: unknown } };
  error?: { message: string };
}

/** Connects to a process started with {@link INSPECTED}. */
export async function inspect(target: Pick<BenchProcess, 'output'>): Promise<Inspector> {
  const address = /ws:\/\/127\.0\.0\.1\S+/u.exec(target.output())?.[0];
  if (address === undefined) throw new Error('the server does not let itself be inspected');
  const socket = new WebSocket(address);
  await once(socket, 'open');
  const waiting = new Map<number, (message: Message) => void>();
  let onChunk = (_chunk: string): void => undefined;
  let asked = 0;
  socket.addEventListener('message', ({ data }) => {
    // What the inspector's protocol says.
    const message = JSON.parse(String(data)) as Message;
    if (message.method === 'HeapProfiler.addHeapSnapshotChunk')
      onChunk(message.params?.chunk ?? '');
    if (message.id === undefined) return;
    waiting.get(message.id)?.(message);
    waiting.delete(message.id);
  });
  const ask = async (method: string, params: object = {}): Promise<Message> => {
    const id = (asked += 1);
    const { promise, resolve } = Promise.withResolvers<Message>();
    waiting.set(id, resolve);
    socket.send(JSON.stringify({ id, method, params }));
    const answer = await promise;
    if (answer.error) throw new Error(`${method}: ${answer.error.message}`);
    return answer;
  };
  return {
    collectGarbage: async () => {
      await ask('HeapProfiler.collectGarbage');
    },
    evaluate: async (expression) => {
      const { result } = await ask('Runtime.evaluate', { expression, returnByValue: true });
      return result?.result?.value;
    },
    writeHeapSnapshot: async (file) => {
      const written = createWriteStream(file);
      onChunk = (chunk) => written.write(chunk);
      await ask('HeapProfiler.takeHeapSnapshot', { reportProgress: false });
      written.end();
      await once(written, 'close');
    },
    close: () => socket.close(),
  };
}
