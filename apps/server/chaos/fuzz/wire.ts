import { connect, type Socket } from 'node:net';

/** An answer as it came, its body undone of chunks. */
export interface WireAnswer {
  status: number;
  headers: Record<string, string>;
  body: string;
}

export interface Wire {
  /** Sends bytes as they are and reads one answer; null where the connection was ended without one. */
  send: (bytes: Buffer, method: string) => Promise<WireAnswer | null>;
  close: () => void;
}

/** Longer than the server gives a slow sender. */
const PATIENCE_MS = 25_000;
/** Of what was said before on a connection, since that may be why the next word on it is not heard. */
const SHOWN = 2_000;

/** A connection on which nothing is asked; what comes all the same is noted. */
interface Kept {
  socket: Socket;
  /** What was asked on it last. */
  before: Buffer;
  hear: (chunk: Buffer) => void;
}

/**
 * HTTP/1.1 in the raw, over kept connections: what a client library would refuse to send is what has to be
 * sent here. An answer that is no HTTP, or a second one that nobody asked for, is an error; so is a connection
 * that goes deaf, which the server itself ends with a 408 after a while.
 */
export function openWire(port: number): Wire {
  const idle: Kept[] = [];
  const unasked: string[] = [];
  const keep = (socket: Socket, before: Buffer) => {
    const hear = (chunk: Buffer) => unasked.push(`${words(chunk)} after '${words(before)}'`);
    socket.on('data', hear);
    idle.push({ socket, before, hear });
  };
  const take = (): Kept | undefined => {
    let kept = idle.pop();
    // The server ends what was idle for a minute.
    while (kept && kept.socket.readyState !== 'open') kept = idle.pop();
    kept?.socket.off('data', kept.hear);
    return kept;
  };
  const send = async (bytes: Buffer, method: string): Promise<WireAnswer | null> => {
    const kept = take();
    if (unasked.length > 0) throw new Error(`came unasked: ${unasked.splice(0).join('; ')}`);
    // What a fault of a connection means, its closing tells.
    const socket = kept?.socket ?? connect(port, '127.0.0.1').on('error', () => undefined);
    const read = await exchange(socket, bytes, method).catch((error: unknown) => {
      throw new Error(`${String(error)} after '${words(kept?.before)}'`, { cause: error });
    });
    // A kept connection may be closed by the server at any time before it has read anything of it.
    if (read.bytes === 0 && kept) return await send(bytes, method);
    // All of it was sent at once.
    if (read.answer?.status === TOO_SLOW) throw new Error(`408 after '${words(kept?.before)}'`);
    if (read.answer && read.reusable) keep(socket, bytes);
    else socket.destroy();
    return read.answer;
  };
  return {
    send,
    close: () => {
      for (const { socket } of idle.splice(0)) socket.destroy();
    },
  };
}

const TOO_SLOW = 408;
const words = (bytes?: Buffer): string => bytes?.toString('latin1', 0, SHOWN) ?? 'nothing';

interface Read {
  answer: WireAnswer | null;
  bytes: number;
  reusable: boolean;
}

async function exchange(socket: Socket, bytes: Buffer, method: string): Promise<Read> {
  const { promise, resolve, reject } = Promise.withResolvers<Read>();
  let heard = Buffer.alloc(0);
  const look = (ended: boolean) => {
    try {
      const answer = readAnswer(heard, method, ended);
      if (answer) resolve({ answer, bytes: heard.length, reusable: !ended && keeps(answer) });
      else if (ended) resolve({ answer: null, bytes: heard.length, reusable: false });
    } catch (error) {
      reject(error);
    }
  };
  const hear = (chunk: Buffer) => {
    heard = Buffer.concat([heard, chunk]);
    look(false);
  };
  const ended = () => look(true);
  const late = setTimeout(() => {
    reject(new Error(`no answer within ${PATIENCE_MS} ms, ${socket.readyState}: ${words(heard)}`));
  }, PATIENCE_MS);
  socket.on('data', hear).on('end', ended).on('close', ended);
  socket.write(bytes);
  try {
    return await promise;
  } finally {
    clearTimeout(late);
    socket.off('data', hear).off('end', ended).off('close', ended);
  }
}

const keeps = ({ headers }: WireAnswer): boolean => headers['connection'] !== 'close';

/** Null while more is to come. */
function readAnswer(heard: Buffer, method: string, ended: boolean): WireAnswer | null {
  const at = heard.indexOf('\r\n\r\n');
  if (at < 0) {
    if (heard.length > 0 && !'HTTP/1.1 '.startsWith(heard.toString('latin1', 0, 9).slice(0, 9)))
      throw new Error(`no HTTP: ${heard.toString('latin1', 0, 200)}`);
    return null;
  }
  const [first = '', ...lines] = heard.toString('latin1', 0, at).split('\r\n');
  const status = Number(/^HTTP\/1\.1 (\d{3})/u.exec(first)?.[1]);
  if (Number.isNaN(status)) throw new Error(`no HTTP: ${first}`);
  const rest = heard.subarray(at + 4);
  if (status < 200 && status !== 101) return readAnswer(rest, method, ended);
  const headers = Object.fromEntries(
    lines.map((line) => [
      line.slice(0, line.indexOf(':')).toLowerCase(),
      line.slice(line.indexOf(':') + 1).trim(),
    ]),
  );
  const body = readBody(rest, { method, status, headers, ended });
  return body === null ? null : { status, headers, body: body.toString('utf8') };
}

interface Head {
  method: string;
  status: number;
  headers: Record<string, string>;
  ended: boolean;
}

function readBody(rest: Buffer, { method, status, headers, ended }: Head): Buffer | null {
  const empty = method === 'HEAD' || status === 204 || status === 304 || status === 101;
  // What is refused before it was understood has a body even then; nothing can follow it.
  if (empty) return headers['connection'] === 'close' ? Buffer.alloc(0) : whole(rest, 0);
  if (headers['transfer-encoding'] === 'chunked') return readChunks(rest);
  const length = headers['content-length'];
  if (length === undefined) return ended ? rest : null;
  return rest.length < Number(length) ? null : whole(rest, Number(length));
}

/** The body, when nothing follows it. */
function whole(rest: Buffer, length: number): Buffer {
  if (rest.length > length)
    throw new Error(`after an answer came more: ${rest.toString('latin1', length, length + 200)}`);
  return rest;
}

function readChunks(rest: Buffer): Buffer | null {
  const parts: Buffer[] = [];
  for (let at = 0; ;) {
    const line = rest.indexOf('\r\n', at);
    if (line < 0) return null;
    const size = Number.parseInt(rest.toString('latin1', at, line), 16);
    if (Number.isNaN(size)) throw new Error('a chunk without a size');
    const start = line + 2;
    if (rest.length < start + size + 2) return null;
    if (size === 0) {
      whole(rest, start + 2);
      return Buffer.concat(parts);
    }
    parts.push(rest.subarray(start, start + size));
    at = start + size + 2;
  }
}
