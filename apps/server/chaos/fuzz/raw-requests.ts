import fc from 'fast-check';
import { PRODUCTION_ENV } from '../../test/running-server.ts';

const HOST = new URL(PRODUCTION_ENV.PUBLIC_ORIGIN).host;
const one = (...values: readonly string[]) => fc.constantFrom(...values);

const FIRST_LINES = one(
  'GET /api/v1/count HTTP/1.1',
  'POST /api/v1/signatures HTTP/1.1',
  'POST /trpc/signing.submit HTTP/1.1',
  'POST /en/contact HTTP/1.1',
  'GET /socket.io/?EIO=4&transport=websocket HTTP/1.1',
  'GET /socket.io/?EIO=4&transport=polling HTTP/1.1',
  'POST /socket.io/?EIO=4&transport=polling&sid=x HTTP/1.1',
  'GET / HTTP/1.0',
  'GET / HTTP/2.0',
  'GET /',
  'GET http://evil.example/ HTTP/1.1',
  'GET //evil.example/.. HTTP/1.1',
  'CONNECT evil.example:443 HTTP/1.1',
  'OPTIONS * HTTP/1.1',
  'PRI * HTTP/2.0',
  'BREW / HTTP/1.1',
  'get / HTTP/1.1',
  '',
  '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03',
  `GET /${'a'.repeat(20_000)} HTTP/1.1`,
  'GET /\xff\xfe HTTP/1.1',
  'GET /a b HTTP/1.1',
);

const HEADER_LINES = one(
  `Host: ${HOST}`,
  `Host: ${HOST}`,
  'Host: evil.example',
  'Content-Type: application/json',
  'Content-Type: application/x-www-form-urlencoded',
  'Content-Length: 2',
  'Content-Length: 0',
  'Content-Length: -1',
  'Content-Length: 2, 2',
  'Content-Length: 99999999999999999999',
  'Content-Length: 0x2',
  'Transfer-Encoding: chunked',
  'Transfer-Encoding: chunked, chunked',
  'Transfer-Encoding: gzip, chunked',
  'Transfer-Encoding: identity',
  'Transfer-Encoding : chunked',
  'Transfer-Encoding:\x0bchunked',
  'Expect: 100-continue',
  'Expect: nothing',
  'Connection: upgrade',
  'Connection: close',
  'Connection: keep-alive, content-length',
  'Upgrade: websocket',
  'Upgrade: h2c',
  'Sec-WebSocket-Version: 13',
  'Sec-WebSocket-Version: 1',
  'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
  'Sec-WebSocket-Key: x',
  'Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits=99',
  'Trailer: x',
  ' folded: x',
  'no colon',
  ': empty',
  'a\0b: c',
  'X-Long: ' + 'x'.repeat(17_000),
  'Cookie: ' + 'a=b; '.repeat(500),
);

const BODIES = one(
  '',
  '{}',
  '2\r\n{}\r\n0\r\n\r\n',
  'zz\r\n{}\r\n0\r\n\r\n',
  'ffffffffffffffff\r\n',
  '2;x=y\r\n{}\r\n0\r\nHost: evil.example\r\n\r\n',
  '0\r\n\r\nGET /healthz HTTP/1.1\r\nHost: x\r\n\r\n',
  '{}GET /api/v1/count HTTP/1.1\r\n\r\n',
  '\x81\x85\x00\x00\x00\x00hello',
);

/** Bytes that are hardly HTTP: what no client library would send. */
export const rawRequests: fc.Arbitrary<string> = fc
  .tuple(
    FIRST_LINES,
    fc.array(HEADER_LINES, { maxLength: 6 }),
    BODIES,
    fc.oneof({ weight: 5, arbitrary: fc.constant('\r\n') }, one('\n', '\r', '\r\n ')),
    fc.nat(3),
  )
  .map(([first, lines, body, end, cut]) => {
    const whole = [first, ...lines, '', body].join(end);
    return cut === 0 ? whole.slice(0, whole.length / 2) : whole;
  });
