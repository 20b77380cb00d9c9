import fc from 'fast-check';
import { z } from 'zod';
import { KNOWN_EXAMPLES, type KnownKind } from './known.ts';
import { strangeText } from './strange.ts';

type Inputs = fc.Arbitrary<unknown>;

/**
 * Inputs that a Zod schema takes, made of its own definition: the constructs that occur in ours, and an error
 * for any other. What refinements over several fields refuse may be among them. Places that take an id, a
 * token, a code or the like are often given one that exists (see known.ts).
 */
export function inputsOf(schema: z.core.$ZodType): Inputs {
  if (isText(schema)) return textsFor(schema);
  const def = defOf(schema);
  if (!isUsed(def)) throw new Error(`no generator for a schema of type ${def.type}`);
  switch (def.type) {
    case 'object':
      return objectsOf(def);
    case 'array':
      return arraysOf(def);
    case 'record':
      return recordsOf(def);
    case 'union':
      return fc.oneof(...def.options.map(inputsOf));
    case 'intersection':
      return fc
        .tuple(inputsOf(def.left), inputsOf(def.right))
        .map(([left, right]) => ({ ...Object(left), ...Object(right) }));
    case 'enum':
      return fc.constantFrom(...Object.values(def.entries));
    case 'literal':
      return fc.constantFrom(...def.values);
    case 'number':
      return numbersOf(schema);
    case 'boolean':
      return fc.boolean();
    case 'optional':
    case 'default':
      return fc.option(inputsOf(def.innerType), { nil: undefined });
    case 'nullable':
      return fc.option(inputsOf(def.innerType), { nil: null });
    case 'catch':
      return fc.oneof(inputsOf(def.innerType), strangeText);
    case 'pipe':
      // What a preprocessing takes, only what comes after it says.
      return inputsOf(defOf(def.in).type === 'transform' ? def.out : def.in);
    case 'null':
      return fc.constant(null);
    case 'never':
      return fc.constant(undefined);
  }
}

type Def = z.core.$ZodTypes['_zod']['def'];
// Zod types a schema by its parts alone; every schema is one of these.
const defOf = (schema: z.core.$ZodType): Def => (schema as z.core.$ZodTypes)._zod.def;

/** What our schemas are made of, beside texts. */
const USED = [
  ...(['object', 'array', 'record', 'union', 'intersection', 'enum', 'literal', 'number'] as const),
  ...(['boolean', 'optional', 'default', 'nullable', 'catch', 'pipe', 'never', 'null'] as const),
];
type Used = Extract<Def, { type: (typeof USED)[number] }>;
const isUsed = (def: Def): def is Used => USED.some((type) => type === def.type);

function objectsOf({ shape }: z.core.$ZodObjectDef): Inputs {
  const entries = Object.entries(shape).map(([key, part]) => [key, inputsOf(part)] as const);
  // JSON has no undefined: what was left out is not there.
  return fc
    .record(Object.fromEntries(entries))
    .map((made) =>
      withSpan(Object.fromEntries(Object.entries(made).filter(([, value]) => value !== undefined))),
    );
}

/** Two instants of one object are mostly a beginning and an end: by chance they would be centuries apart. */
function withSpan(made: Record<string, unknown>): Record<string, unknown> {
  const start = Date.parse(String(made['startsAt']));
  if (Number.isNaN(start) || !('endsAt' in made) || start % 3 === 0) return made;
  return {
    ...made,
    endsAt: new Date(Math.min(start + 3_600_000, 253_402_300_799_000)).toISOString(),
  };
}

function arraysOf({ element, checks }: z.core.$ZodArrayDef): Inputs {
  const least = Math.max(0, ...limitsIn(checks, 'minimum'));
  const most = Math.min(least + 5, ...limitsIn(checks, 'maximum'));
  return fc.array(inputsOf(element), { minLength: least, maxLength: most });
}

function recordsOf({ keyType, valueType }: z.core.$ZodRecordDef): Inputs {
  const keys = inputsOf(keyType).map(String);
  return fc
    .uniqueArray(keys, { maxLength: 3 })
    .chain((names) =>
      fc
        .tuple(...names.map(() => inputsOf(valueType)))
        .map((values) => Object.fromEntries(names.map((name, at) => [name, values[at]]))),
    );
}

function limitsIn(
  checks: readonly z.core.$ZodCheck[] | undefined,
  limit: 'minimum' | 'maximum',
): number[] {
  return (checks ?? []).flatMap(({ _zod: { def } }) => {
    const value: unknown = Reflect.get(def, limit);
    return typeof value === 'number' ? [value] : [];
  });
}

function numbersOf(schema: z.core.$ZodType): Inputs {
  const likely = [fc.integer({ min: 0, max: 20 }), fc.maxSafeInteger(), fc.double()];
  const edges = fc.constantFrom(0, 1, -1, 2 ** 31 - 1, 2 ** 31, 1e6, 1e9, Number.MAX_SAFE_INTEGER);
  return takenBy(schema, [...likely, edges]);
}

/** Whether what goes in is a text, whatever is made of it afterwards. */
function isText(schema: z.core.$ZodType): boolean {
  const def = defOf(schema);
  return def.type === 'pipe' ? isText(def.in) : def.type === 'string';
}

const DAY = fc
  .date({ min: new Date('0001-01-01'), max: new Date('9999-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString());

/** Texts that some field of some form takes, and their edges. */
const TEXTS: readonly fc.Arbitrary<string>[] = [
  fc.uuid(),
  fc.string({ unit: 'grapheme', maxLength: 30 }),
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.lorem({ mode: 'sentences', maxCount: 4 }),
  fc.stringMatching(/^[0-9a-f]{64}$/u),
  fc.stringMatching(/^[A-Za-z0-9_-]{43}$/u),
  fc.stringMatching(/^[a-z0-9]{3,9}-[a-z0-9]{1,9}$/u),
  fc.nat(999_999).map((code) => String(code).padStart(6, '0')),
  fc.nat(40).map((signer) => `signer-${signer}@example.org`),
  fc.emailAddress(),
  DAY,
  DAY.map((instant) => instant.slice(0, 10)),
  fc.constantFrom('0000-01-01', '0000-01-01T00:00:00Z', '9999-12-31', '9999-12-31T23:59:59Z'),
  fc.constantFrom('2027-09-24T00:00:00+14:00', '2027-09-24T00:00:00-23:59', '2024-02-29T00:00Z'),
  fc.constantFrom('00:00', '09:30', '12:00', '23:59'),
  fc.stringMatching(/^[A-Za-z0-9_-]{87}$/u),
  fc.stringMatching(/^[A-Za-z0-9_-]{22}$/u),
  fc.constantFrom('https://fcm.googleapis.com/fcm/send/x', 'https://web.push.apple.com/x'),
  fc.constantFrom('UTC', 'Asia/Seoul', 'Etc/GMT+12', 'america/new_york', '+05:30'),
  fc.constantFrom('KR', 'US', 'CN', 'en', 'ko', 'zh-Hans', 'petition', 'press', 'other'),
  fc.constantFrom('https://church.example', 'http://localhost:1', 'https://a.example:8443'),
  fc.constantFrom('x'.repeat(64), 'é'.repeat(200), '서'.repeat(60), `${'a'.repeat(60)}@b.example`),
];

function textsFor(schema: z.core.$ZodType): Inputs {
  const known = kindsFor(schema).map((kind) => fc.nat(500).map((nth) => `«${kind}:${nth}»`));
  const made = takenBy(schema, TEXTS);
  return known.length === 0 ? made : fc.oneof(made, ...known);
}

function kindsFor(schema: z.core.$ZodType): KnownKind[] {
  return KNOWN_EXAMPLES.flatMap(([kind, example]) => (takes(schema, example) ? [kind] : []));
}

const takes = (schema: z.core.$ZodType, value: unknown): boolean =>
  z.safeParse(schema, value).success;

/** As many tries as tell whether a generator hits a schema often enough to be filtered by it. */
const TRIES = 30;
const HITS = 3;

/** What these generators make and the schema takes. */
function takenBy(schema: z.core.$ZodType, generators: readonly fc.Arbitrary<unknown>[]): Inputs {
  const fitting = generators.filter((generator) => {
    const tries = fc.sample(generator, { numRuns: TRIES, seed: 1 });
    return tries.filter((value) => takes(schema, value)).length >= HITS;
  });
  if (fitting.length === 0) throw new Error('no generator hits a text or number of a schema');
  return fc.oneof(...fitting.map((generator) => generator.filter((value) => takes(schema, value))));
}
