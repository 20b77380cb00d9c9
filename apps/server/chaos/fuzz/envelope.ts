import fc from 'fast-check';

type Header = readonly [string, string];

const named = (name: string, ...values: readonly string[]): fc.Arbitrary<Header> =>
  fc.constantFrom(...values).map((value) => [name, value]);

/** Headers that say something odd about a request which is whole. */
const oddHeader: fc.Arbitrary<Header> = fc.oneof(
  named(
    'accept',
    '*/*',
    'text/html',
    'text/csv',
    'application/json',
    'text/csv;q=0.1, */*;q=9',
    ';;;',
    '',
  ),
  named('accept-language', 'ko', 'zh-CN;q=0.5, *;q=0', 'x'.repeat(2_000), '-', 'en;q=', '%00'),
  named('accept-encoding', 'br', 'gzip;q=0', 'identity;q=0, *;q=0', 'deflate, br;q=x'),
  named('if-none-match', '*', '"x"', 'W/"', ',,,', '"a", W/"b"'),
  named('if-modified-since', 'yesterday', 'Thu, 01 Jan 1970 00:00:00 GMT'),
  named('if-match', '*', '"x"'),
  named('range', 'bytes=0-0', 'bytes=5-1', 'bytes=-99999999999', 'bytes=0-1,3-4,6-7', 'lines=1'),
  named('if-range', '"x"', 'x'),
  named('content-encoding', 'gzip', 'br', 'identity', 'x'),
  named('content-language', 'tlh'),
  named('expect', '100-continue', '200-maybe'),
  named(
    'cookie',
    'a',
    '=',
    'lantern.session_token=x',
    '__Host-lantern.session_token=%',
    `a=${'b'.repeat(4_000)}`,
  ),
  named('origin', 'null', 'https://evil.example', 'https://lantern.example.', '\u00fc'),
  named('referer', 'https://evil.example/', '::'),
  named(
    'host',
    '',
    'evil.example',
    'lantern.example:443',
    'lantern.example:99999',
    'LANTERN.example',
  ),
  named('x-forwarded-for', '::1', 'x', '1.2.3.4, 5.6.7.8', '', '[::1]:80', '999.1.1.1', ',,'),
  named('x-forwarded-proto', 'http', 'javascript'),
  named('x-forwarded-host', 'evil.example'),
  named('x-http-method-override', 'DELETE'),
  named('x-lantern-invitation', 'x', '\u2028'),
  named('x-lantern-again', 'x', ''),
  named('trpc-accept', 'application/jsonl'),
  named('trpc-batch-mode', 'stream'),
  named('x-trpc-source', '__proto__'),
  named('connection', 'keep-alive', 'close', 'x'),
  named('te', 'trailers'),
  named('trailer', 'content-length'),
  named('sec-fetch-site', 'cross-site'),
  named('purpose', 'prefetch'),
  fc
    .string({
      unit: fc.integer({ min: 0x21, max: 0x7e }).map((code) => String.fromCharCode(code)),
      maxLength: 60,
    })
    .map((value): Header => ['x-anything', value]),
);

/** Mostly none. */
export const oddHeaders: fc.Arbitrary<readonly Header[]> = fc.oneof(
  { weight: 3, arbitrary: fc.constant([]) },
  { weight: 1, arbitrary: fc.array(oddHeader, { maxLength: 3 }) },
);

/** A network of the sender's own, so that no limit by network hides what lies behind it. */
export const fromAnywhere: fc.Arbitrary<Header> = fc
  .tuple(fc.nat(0xffff), fc.nat(0xffff))
  .map(([left, right]) => [
    'x-forwarded-for',
    `2001:db8:${left.toString(16)}:${right.toString(16)}::1`,
  ]);

export const contentType: fc.Arbitrary<string> = fc.oneof(
  { weight: 12, arbitrary: fc.constant('application/json') },
  {
    weight: 4,
    arbitrary: fc.constantFrom(
      'application/x-www-form-urlencoded',
      'application/json; charset=utf-16',
      'application/json; charset=',
      'application/json;;',
      'APPLICATION/JSON',
      'multipart/form-data',
      'multipart/form-data; boundary=x',
      'text/plain',
      'application/octet-stream',
      'application/',
      '*/*',
      '',
      'x',
    ),
  },
);

/** A body, and whether its characters stand for bytes. */
export interface SentBody {
  body: string;
  raw?: boolean;
}

type Damage = (text: string) => SentBody;

const DAMAGES: readonly Damage[] = [
  (text) => ({ body: text.slice(0, -1) }),
  (text) => ({ body: text.slice(0, text.length / 2) }),
  (text) => ({ body: `${text}${text}` }),
  (text) => ({ body: `\ufeff${text}` }),
  (text) => ({ body: `${text}\0` }),
  (text) => ({ body: text.replaceAll('"', "'") }),
  (text) => ({ body: text.replace('{', '{"__proto__":{"x":1},') }),
  (text) => ({ body: text.replace('{', '{"a":1,"a":2,') }),
  (text) => ({ body: text.replace(/\d/u, '1e999') }),
  (text) => ({ body: text.replace(':', `:${'['.repeat(20_000)}`) }),
  (text) => ({ body: `${text}${' '.repeat(70_000)}` }),
  (text) => ({ body: `${text}\xff\xc3`, raw: true }),
  (text) => ({ body: Buffer.from(text, 'utf16le').toString('latin1'), raw: true }),
  () => ({ body: '' }),
  () => ({ body: 'null' }),
  () => ({ body: '"' }),
];

/** Mostly the JSON of a value; now and then not quite. */
export function bodyOf(value: fc.Arbitrary<unknown>): fc.Arbitrary<SentBody> {
  const damage = fc.oneof(
    { weight: 5, arbitrary: fc.constant<Damage>((body) => ({ body })) },
    { weight: 1, arbitrary: fc.constantFrom(...DAMAGES) },
  );
  return fc.tuple(value, damage).map(([made, apply]) => apply(JSON.stringify(made) ?? 'null'));
}
