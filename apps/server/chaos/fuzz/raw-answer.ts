import { connect } from 'node:net';
import { text } from 'node:stream/consumers';

/** A sender who has nothing more to say waits this long for answers, then leaves. */
const PATIENCE_MS = 300;

/**
 * Everything that comes back for some bytes, until the server ends the connection or has been quiet for a
 * moment; as text, a byte a character.
 */
export async function rawAnswer(port: number, bytes: string): Promise<string> {
  const socket = connect(port, '127.0.0.1').setEncoding('latin1');
  // A server that ends such a connection at once is right to.
  socket.on('error', () => undefined);
  socket.setTimeout(PATIENCE_MS, () => socket.destroy());
  socket.write(bytes, 'latin1');
  return await text(socket).catch(() => '');
}
