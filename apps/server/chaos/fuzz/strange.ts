import fc from 'fast-check';

/** Texts that break what is not careful. */
const STRANGE_TEXTS = [
  '',
  ' ',
  '\0',
  'a\0b',
  '\ud800',
  'a\udfffb',
  '\u202etxt.exe',
  '\u2066a\u2069',
  '\ufeff',
  '\uffff',
  'e\u0301',
  '👨‍👩‍👧‍👦',
  '\r\nSet-Cookie: a=b',
  '%00',
  '%',
  '%E0%A4%A',
  '%ff',
  '..%2f..%2fetc%2fpasswd',
  '../../../../etc/passwd',
  "' OR 1=1; DROP TABLE users; --",
  '<script>alert(1)</script>',
  '${7*7}{{7*7}}',
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  'then',
  'null',
  'undefined',
  'NaN',
  '-1',
  '1e309',
  '0x10',
  '9223372036854775808',
  '99999999999999999999999999',
  '{}',
  '[]',
  'true',
  'ZZ',
  '0000-00-00',
  '2027-02-30',
  '+275760-09-13T00:00:00.001Z',
  'a'.repeat(201),
  'é'.repeat(5_000),
  'x'.repeat(40_000),
] as const;

export const strangeText: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(...STRANGE_TEXTS),
  fc.string({ unit: 'binary', maxLength: 40 }),
  // Any code units: surrogates without their other half among them.
  fc.array(fc.nat(0xffff), { maxLength: 12 }).map((units) => String.fromCharCode(...units)),
);

function nested(depth: number, wrap: (inner: unknown) => unknown): unknown {
  let value: unknown = 1;
  for (let level = 0; level < depth; level += 1) value = wrap(value);
  return value;
}

/** Names that mean something to objects. */
const PROTOTYPE_KEYS = ['__proto__', 'constructor', 'prototype', 'toString', 'toJSON', 'then', ''];

/** Any JSON value but the one that was expected. */
export const strangeValue: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 4, arbitrary: strangeText },
  {
    weight: 4,
    arbitrary: fc.constantFrom<unknown>(
      null,
      true,
      0,
      -1,
      0.5,
      -0,
      2 ** 31,
      2 ** 53,
      1e308,
      [],
      {},
      [[]],
      ['a', 'b'],
      { $ne: null },
      { toString: 'x' },
    ),
  },
  { weight: 2, arbitrary: fc.jsonValue() },
  {
    weight: 1,
    arbitrary: fc.constantFrom(10, 200, 3_000).map((depth) => nested(depth, (inner) => [inner])),
  },
  {
    weight: 1,
    arbitrary: fc
      .constantFrom(10, 200, 3_000)
      .map((depth) => nested(depth, (inner) => ({ a: inner }))),
  },
  { weight: 1, arbitrary: fc.constantFrom(0, 'a', null).map((item) => Array(10_000).fill(item)) },
  {
    weight: 1,
    arbitrary: fc
      .constantFrom(...PROTOTYPE_KEYS)
      .map((key) => Object.fromEntries([[key, { a: 1 }]])),
  },
);

type Path = readonly (string | number)[];

const DEEPEST = 6;

/** Places inside a JSON value, itself first, down to some depth. */
function placesIn(value: unknown, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null || path.length === DEEPEST) return [path];
  return [path, ...Object.entries(value).flatMap(([key, part]) => placesIn(part, [...path, key]))];
}

/** A copy with the value at a path changed; `undefined` takes it away. */
function changed(value: unknown, path: Path, change: (old: unknown) => unknown): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return change(value);
  if (Array.isArray(value))
    return value.map((item, at) => (at === Number(key) ? changed(item, rest, change) : item));
  const entries = Object.entries(Object(value)).map(([name, part]) => [
    name,
    name === key ? changed(part, rest, change) : part,
  ]);
  return Object.fromEntries(entries.filter(([, part]) => part !== undefined));
}

/** One fault in a value. */
const fault: fc.Arbitrary<(old: unknown) => unknown> = fc.oneof(
  { weight: 4, arbitrary: strangeValue.map((value) => () => value) },
  { weight: 2, arbitrary: fc.constant(() => undefined) },
  {
    weight: 2,
    arbitrary: fc.tuple(fc.constantFrom(...PROTOTYPE_KEYS, 'extra'), strangeValue).map(
      ([key, value]) =>
        (old: unknown) =>
          Object.fromEntries([...Object.entries(Object(old)), [key, value]]),
    ),
  },
  { weight: 1, arbitrary: fc.constant((old: unknown) => [old]) },
  { weight: 1, arbitrary: fc.constant((old: unknown) => JSON.stringify(old)) },
  {
    weight: 3,
    arbitrary: fc.tuple(fc.nat(50), strangeText).map(
      ([at, text]) =>
        (old: unknown) =>
          typeof old === 'string' ? old.slice(0, at) + text + old.slice(at + 1) : text,
    ),
  },
);

/** Values of this kind with one to three faults in them. */
export function spoiled(values: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  const faults = fc.array(fc.tuple(fc.nat(), fault), { minLength: 1, maxLength: 3 });
  return fc.tuple(values, faults).map(([value, all]) =>
    all.reduce((before, [nth, change]) => {
      const places = placesIn(before);
      return changed(before, places[nth % places.length] ?? [], change);
    }, value),
  );
}
