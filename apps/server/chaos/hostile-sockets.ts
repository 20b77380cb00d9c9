import { setTimeout as delay } from 'node:timers/promises';
import { openViewer, type QuietViewer } from './quiet-viewers.ts';
import { OPCODE, openRawWebSocket } from './raw-websocket.ts';

const text = (payload: string) => ({ opcode: OPCODE.text, payload: Buffer.from(payload) });
const binary = (bytes: number) => ({ opcode: OPCODE.binary, payload: Buffer.alloc(bytes, 7) });
const say =
  (...payloads: string[]) =>
  ({ raw }: QuietViewer) => {
    for (const payload of payloads) raw.sendFrame(text(payload));
  };
const PLACEHOLDER = '{"_placeholder":true,"num":0}';

/** What a viewer that was let in might say besides; each is to cost the one who says it and nobody else. */
const TALK: Record<string, (viewer: QuietViewer) => unknown> = {
  'a frame larger than any message': ({ raw }) => raw.sendFrame(binary(60_000)),
  'a frame announced as a gigabyte': ({ raw }) =>
    raw.sendFrame({ ...binary(2_000), announced: 2 ** 30 }),
  'a frame announced as more than there can be': ({ raw }) =>
    raw.sendFrame({ ...binary(2_000), announced: Number.MAX_SAFE_INTEGER }),
  'a message that never ends': ({ raw }) => {
    raw.sendFrame({ ...text('4'), fin: false });
    for (let count = 0; count < 50; count += 1)
      raw.sendFrame({ opcode: OPCODE.more, fin: false, payload: Buffer.alloc(200, 65) });
  },
  'a frame without a mask': ({ raw }) => raw.sendFrame({ ...text('3'), masked: false }),
  'a frame of no known kind': ({ raw }) => raw.sendFrame({ opcode: 5 }),
  'a long ping': ({ raw }) => raw.sendFrame({ opcode: OPCODE.ping, payload: Buffer.alloc(126) }),
  'a flood of pings': ({ raw }) => {
    for (let count = 0; count < 500; count += 1) raw.sendFrame({ opcode: OPCODE.ping });
  },
  'bytes that are no text': ({ raw }) =>
    raw.sendFrame({ opcode: OPCODE.text, payload: Buffer.from([0x34, 0xc3, 0x28]) }),
  'Engine.IO packets of no known kind': say('9', 'z', '', '\u0000'),
  'Engine.IO packets that only a server sends': say('0{}', '2probe', '5', '6'),
  'Socket.IO packets that are cut off': say('4', '42', '42[', '42["sync"', '42["sync",{'),
  'Socket.IO packets of no known kind': say('49', '4x', '4-1'),
  'no event at all': say('42{}', '42[]', '42[1]', '42[null]', '42"sync"'),
  'names that mean something to a program': say(
    '42["disconnect"]',
    '42["connect_error"]',
    '42["__proto__",{}]',
    '42["constructor"]',
    '42["newListener"]',
  ),
  'a second hello and other rooms': say('40', '40/admin,', '40/__proto__,{}', '41/admin,'),
  'an answer to nothing': say('430[]', '4399999999999999999999[1]', '43'),
  'a sync without a place for its answer': say('42["sync",{"stream":"public","seq":0}]'),
  'a sync with a monstrous place for its answer': say('4299999999999999999999["sync",{}]'),
  'a flood of syncs': ({ raw }) => {
    for (let id = 0; id < 200; id += 1)
      raw.sendFrame(text(`42${id}["sync",{"stream":"public","epoch":"x","seq":0}]`));
  },
  'attachments without number': say(`451000000-["sync",${PLACEHOLDER}]`),
  'more attachments than were announced': ({ raw }) => {
    raw.sendFrame(text(`451-["sync",${PLACEHOLDER}]`));
    for (let count = 0; count < 100; count += 1) raw.sendFrame(binary(2_000));
  },
  'attachments that never come': ({ raw }) => {
    raw.sendFrame(text(`4510-["sync",${PLACEHOLDER}]`));
    for (let count = 0; count < 9; count += 1) raw.sendFrame(binary(2_000));
  },
  'a nest of brackets': say(`42["sync",${'['.repeat(900)}${']'.repeat(900)}]`),
};

/** Comes in, says it, and stays for whatever the server makes of it; then leaves without a word. */
export async function talk(port: number, index: number): Promise<void> {
  const sayings = Object.values(TALK);
  const viewer = await openViewer(port);
  sayings[index % sayings.length]?.(viewer);
  await Promise.race([viewer.raw.ended, delay(1_000)]);
  viewer.raw.socket.resetAndDestroy();
}

/** Comes in and is gone, before the hello, after it, or with the number seen. */
export async function comeAndGo(port: number, index: number): Promise<void> {
  const { raw } = index % 2 === 0 ? await openViewer(port) : { raw: await openRawWebSocket(port) };
  if (index % 4 === 1) raw.sendText('40');
  await delay(index % 30);
  if (index % 3 === 0) raw.socket.end();
  else raw.socket.resetAndDestroy();
}

/** Opens the WebSocket and never says hello; resolves with how long the server waits for it, ms. */
export async function noHello(port: number): Promise<number> {
  const begun = performance.now();
  const raw = await openRawWebSocket(port);
  await raw.ended;
  return performance.now() - begun;
}

/** A viewer whose device vanishes: nothing is read or said any more, and nothing ends. */
export async function halfOpen(port: number): Promise<QuietViewer> {
  const viewer = await openViewer(port);
  viewer.raw.socket.pause();
  return viewer;
}
