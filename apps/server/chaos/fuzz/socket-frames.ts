import fc from 'fast-check';
import { strangeText, strangeValue } from './strange.ts';

const one = (...values: readonly string[]) => fc.constantFrom(...values);

/** What a client may send as the address of its handshake. */
export const handshakes: fc.Arbitrary<string> = fc
  .tuple(
    one('EIO=4', 'EIO=3', 'EIO=', 'EIO=4&EIO=4'),
    one('transport=websocket', 'transport=polling', 'transport=', 'transport=__proto__'),
    fc.oneof(
      one(
        '',
        '&edition=2027',
        '&edition=none',
        '&edition[x]=1',
        '&edition=a&edition=b',
        '&sid=x',
        '&j=1',
        '&b64=1',
      ),
      strangeText.map((edition) => `&edition=${encodeURIComponent(edition.toWellFormed())}`),
    ),
  )
  .map((parts) => parts.join('&').replace('&&', '&'));

const EPOCH = '019b0000-0000-7000-8000-000000000000';
const syncs = fc.oneof(
  fc.record({
    epoch: fc.oneof(one(EPOCH), strangeText),
    seq: fc.oneof(fc.nat(), fc.constantFrom<unknown>(-1, 1e308, '0', null, 2 ** 53)),
    stream: one('public', 'staff', '__proto__'),
  }),
  strangeValue,
);
const EVENTS = one(
  'sync',
  'tick',
  'event',
  'snapshot',
  'disconnect',
  'connect',
  'error',
  '__proto__',
  'newListener',
  '',
);

/** One frame of Engine.IO with a packet of Socket.IO in it: right, nearly right, or neither. */
const texts: fc.Arbitrary<string> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc
      .tuple(fc.nat(9), syncs)
      .map(([ack, request]) => `42${ack}${JSON.stringify(['sync', request])}`),
  },
  {
    weight: 2,
    arbitrary: fc
      .tuple(EVENTS, fc.array(strangeValue, { maxLength: 3 }))
      .map(([event, rest]) => `42${JSON.stringify([event, ...rest])}`),
  },
  { weight: 1, arbitrary: strangeValue.map((auth) => `40${JSON.stringify(auth) ?? ''}`) },
  {
    weight: 1,
    arbitrary: one(
      '40',
      '40/admin,',
      '40/\0,',
      '41',
      '43',
      '44',
      '45',
      '46',
      '2',
      '3',
      '2probe',
      '5',
      '6',
      '1',
      '',
      '4',
      '42',
      '42[',
      '42["sync"',
      '4299999999999999999999["sync",{}]',
      '451-["sync",{"_placeholder":true,"num":0}]',
      '451-["sync",{"_placeholder":true,"num":9}]',
      '45-1-[]',
      '4510000000-["x"]',
      '461-0[]',
      '43[]',
      '430[{}]',
    ),
  },
  { weight: 1, arbitrary: strangeText.map((text) => text.toWellFormed()) },
);

export type Frame = string | Uint8Array;

/** What one client says after its handshake. */
export const conversations: fc.Arbitrary<Frame[]> = fc.array(
  fc.oneof(
    { weight: 6, arbitrary: texts },
    { weight: 1, arbitrary: fc.uint8Array({ maxLength: 3_000 }) },
  ),
  { minLength: 1, maxLength: 8 },
);
