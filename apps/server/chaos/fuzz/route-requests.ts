import { contactInputSchema } from '@lantern/schemas/contact';
import { openScreenSchema } from '@lantern/schemas/screens';
import { submissionSchema } from '@lantern/schemas/signature';
import fc from 'fast-check';
import { bodyOf, contentType, fromAnywhere, oddHeaders, type SentBody } from './envelope.ts';
import { escaped } from './procedure-requests.ts';
import { CALLERS, type FuzzRequest, type Route } from './stage.ts';
import { spoiled, strangeText, strangeValue } from './strange.ts';
import { inputsOf } from './zod-inputs.ts';

/** What one address may be asked: its parameters, its body, its path where that has parts of its own. */
interface Questions {
  query?: Readonly<Record<string, fc.Arbitrary<string>>>;
  /** What a JSON body, or the form of the same fields, holds. */
  body?: fc.Arbitrary<unknown>;
  /** Puts something in the place of a route's parameters. */
  path?: fc.Arbitrary<string>;
}

const one = (...values: readonly string[]) => fc.constantFrom(...values);
const nth = (kind: string) => fc.nat(300).map((at) => `«${kind}:${at}»`);

const edition = { edition: fc.oneof(nth('slug'), one('2027', 'none', '')) };
const ref = fc.oneof(nth('ref'), one('none'));
const token = fc.oneof(
  { weight: 5, arbitrary: nth('token') },
  { weight: 1, arbitrary: one('t'.repeat(43)) },
);
const locale = one('en', 'ko', 'zh-Hans');

const pageQuery = {
  ...edition,
  ref,
  token,
  chart: one('minute', 'hour', 'day'),
  kind: one('delivery', 'solidarity'),
  country: one('KR', 'ZZ', 'us'),
  // React Router's own.
  index: one(''),
  _routes: one('root', 'routes/x', ''),
  _data: one('root'),
};

const PAGES = one(
  '',
  'cities',
  'cities/seoul',
  'live',
  'press',
  'take-part',
  'take-part/apply',
  'embed',
  'petition',
  'petition/counting',
  'petition/versions/1',
  'petition/versions/1.txt',
  'petition/versions/0',
  'petition/check-mail',
  'petition/confirm',
  'petition/thank-you',
  'petition/withdraw',
  'petition/erase',
  'petition/unsubscribe',
  'why',
  'privacy',
  'accessibility',
  'contact',
  'manifest.webmanifest',
  'news/019b0000-0000-7000-8000-000000000000',
);
const SUFFIXES = one(
  '',
  '',
  '',
  '.data',
  '/',
  '/_.data',
  '/index.html',
  ';x',
  '//',
  '/..',
  '.php',
  '%2f..',
);
const segment = strangeText.map((text) => escaped(text).replaceAll('.', '%2E'));
const inFolder = fc.oneof(
  {
    weight: 2,
    arbitrary: one(
      '%2e%2e/%2e%2e/package.json',
      '..%5c..%5cx',
      '.git/config',
      'x.js',
      'assets',
      '%252e%252e%252f',
      'x.js.br',
      '.',
      '..;/',
    ),
  },
  { weight: 1, arbitrary: strangeText.map(escaped) },
);

const pageForm = fc.oneof(
  inputsOf(contactInputSchema),
  fc.record({
    token,
    email: one('signer-3@example.org', 'x', 'new@example.org'),
    code: fc.oneof(nth('code'), one('123 456', '12345', '')),
    intent: one('resend', 'amend', 'mend', 'code', 'withdraw', 'erase', 'unsubscribe', 'x'),
  }),
);

const ceremony = fc.record({
  response: fc.oneof(
    fc.record({
      id: one('x', 'AAAA', '«uuid:3»'),
      rawId: one('x', 'AAAA'),
      type: one('public-key', 'x'),
      clientExtensionResults: fc.constant({}),
      response: fc.record({
        clientDataJSON: fc.oneof(
          one(
            Buffer.from(
              '{"type":"webauthn.get","challenge":"x","origin":"https://lantern.example"}',
            ).toString('base64url'),
          ),
          fc.base64String(),
        ),
        attestationObject: fc.oneof(one('o2NmbXRkbm9uZQ', 'oA'), fc.base64String()),
        authenticatorData: fc.base64String(),
        signature: fc.base64String(),
        transports: fc.constantFrom<unknown>(['internal'], 'x', [1]),
        userHandle: fc.constantFrom<unknown>(null, 'x', 1),
      }),
    }),
    strangeValue,
  ),
  name: strangeText,
  createSession: fc.boolean(),
});

const NOTHING: Questions = {};
const JSON_OF_EDITION: Questions = { query: edition };
const PAGE: Questions = {
  query: pageQuery,
  body: pageForm,
  path: fc.oneof(
    { weight: 4, arbitrary: fc.tuple(PAGES, SUFFIXES).map((parts) => parts.join('')) },
    {
      weight: 1,
      arbitrary: fc.array(segment, { minLength: 1, maxLength: 3 }).map((all) => all.join('/')),
    },
  ),
};
const VERSION: Questions = {
  query: edition,
  path: one('1', '2', '0', '000001', '999999', '1000000', '-1', '1e3', '%31', '１'),
};
const FILES: Questions = { path: inFolder };

/** By the route's own address; an address that is missing here fails the test that lists them. */
const QUESTIONS: readonly (readonly [RegExp, Questions])[] = [
  [/^\/(?:healthz|readyz|metrics|robots\.txt|sitemap\.xml)$/u, NOTHING],
  [/^\/(?:dashboard\/)?[\w-]+\.(?:png|ico|svg)$/u, NOTHING],
  [/^\/api\/auth\/passkey\/generate-/u, { query: { name: strangeText, context: strangeText } }],
  [/^\/api\/auth\/passkey\/verify-/u, { body: ceremony }],
  [/^\/api\/auth\/(?:get-session|sign-out)$/u, { body: strangeValue }],
  [/^\/api\/v1\/signatures$/u, { query: edition, body: inputsOf(submissionSchema) }],
  [/^\/api\/v1\/unsubscribe$/u, { query: { token, locale }, body: strangeValue }],
  [
    /^\/api\/v1\/(?:petition|count|countries|cities|city-states|corrections)(?:\.csv)?$/u,
    JSON_OF_EDITION,
  ],
  [/^\/api\/v1\/actions\/:id\.ics$/u, { query: edition, path: fc.oneof(nth('uuid'), segment) }],
  [/^\/api\/screen$/u, { body: inputsOf(openScreenSchema) }],
  [
    /^\/api\/v1\/history(?:\.csv)?$/u,
    { query: { ...edition, resolution: one('minute', 'hour', 'day', 'week') } },
  ],
  [
    /^\/api\/v1\/feed(?:\.csv)?$/u,
    { query: { ...edition, after: one('0', '1', '2147483648', '9007199254740991', '1e3', '') } },
  ],
  [/^\/og\//u, JSON_OF_EDITION],
  [
    /^\/embed\/(?:counter|sign)$/u,
    { query: { ref, lang: locale, theme: one('light', 'dark', 'auto') } },
  ],
  [
    /^\/dashboard\/news\//u,
    { query: { guarded: one('1', '0') }, path: fc.oneof(nth('uuid'), segment) },
  ],
  [/^\/dev\/mail(?:\.json)?$/u, { query: { from: one('0', '-1', '1e9', 'NaN') } }],
  [/^\/dev\/mail\/:id/u, { path: fc.oneof(one('1', '0', '-1', '1e9'), segment) }],
  [
    /^\/trpc\/\*$/u,
    { query: { batch: one('1', '0', ''), input: strangeText }, path: segment, body: strangeValue },
  ],
  [/^\/(?:assets|embed|dashboard\/(?:field\/)?assets|dashboard(?:\/field)?)\/\*$/u, FILES],
  [/^\/dashboard(?:\/field(?:\/(?:app\.webmanifest|sw\.js))?)?$/u, NOTHING],
  [/\/petition\/versions\/:version/u, VERSION],
  [/^\/(?:(?:en|ko|zh-Hans)(?:\/\*)?)?$/u, PAGE],
];

export function questionsFor({ url }: Pick<Route, 'url'>): Questions | undefined {
  return QUESTIONS.find(([pattern]) => pattern.test(url))?.[1];
}

const METHODS = one(
  'GET',
  'HEAD',
  'POST',
  'PUT',
  'DELETE',
  'PATCH',
  'OPTIONS',
  'TRACE',
  'PROPFIND',
  'QUERY',
);

/** Requests to one route: meant, nearly meant, and wrong in every part. */
export function requestsToRoute(route: Route): fc.Arbitrary<FuzzRequest> {
  const questions = questionsFor(route);
  if (!questions)
    throw new Error(`${route.url} has no generator: say in route-requests.ts what it takes`);
  const body = questions.body ?? strangeValue;
  const method = fc.oneof(
    { weight: 7, arbitrary: fc.constantFrom(...route.methods) },
    { weight: 1, arbitrary: METHODS },
  );
  return fc
    .record({
      method,
      path: pathsOf(route, questions),
      query: queriesOf(questions.query ?? {}),
      caller: fc.oneof({ weight: 3, arbitrary: fc.constant(null) }, fc.constantFrom(...CALLERS)),
      sent: bodiesOf(body),
      from: fromAnywhere,
      odd: oddHeaders,
    })
    .map(({ method: verb, path, query, caller, sent, from, odd }) => {
      const { type, ...written } = sent;
      const bodied = verb !== 'GET' && verb !== 'HEAD';
      return {
        method: verb,
        target: path + query,
        caller,
        headers: [...(bodied ? [['content-type', type] as const] : []), from, ...odd],
        ...(bodied ? written : { body: null }),
      };
    });
}

function pathsOf({ url }: Route, { path }: Questions): fc.Arbitrary<string> {
  const parts = url.split(/(\*|:\w+(?:\([^)]*\))?)/u);
  return fc
    .tuple(...parts.map((part) => (/^[*:]/u.test(part) ? filled(part, path) : fc.constant(part))))
    .map((all) => all.join(''));
}

const filled = (part: string, path: fc.Arbitrary<string> | undefined): fc.Arbitrary<string> =>
  part === ':locale' ? fc.oneof(locale, segment) : (path ?? segment);

/** Nothing, some of what is known, the same twice, something nobody knows, or no query at all. */
function queriesOf(known: Questions['query'] & object): fc.Arbitrary<string> {
  const names = Object.keys(known);
  const pair = (name: string) =>
    fc
      .oneof(
        { weight: 4, arbitrary: known[name] ?? strangeText },
        { weight: 1, arbitrary: strangeText },
      )
      .map((value) => `${name}=${escaped(value)}`);
  const odd = one(
    '=',
    '&',
    '%',
    '%00',
    'a[b]=1',
    'a[]=1',
    '__proto__=1',
    '__proto__[x]=1',
    'constructor=1',
    '%ff=1',
    '?',
    '#',
    'edition',
    'token=',
    'edition[x]=1',
  );
  const pairs = fc.oneof(
    { weight: 4, arbitrary: names.length === 0 ? odd : fc.constantFrom(...names).chain(pair) },
    { weight: 1, arbitrary: odd },
    { weight: 1, arbitrary: strangeText.map((text) => `${escaped(text)}=1`) },
  );
  return fc
    .array(pairs, { maxLength: 4 })
    .map((all) => (all.length === 0 ? '' : `?${all.join('&')}`));
}

type Sent = SentBody & { type: string };

/** JSON or a form of the same fields, and either under the other's name. */
function bodiesOf(values: fc.Arbitrary<unknown>): fc.Arbitrary<Sent> {
  const value = fc.oneof(values, spoiled(values));
  const json = fc.tuple(bodyOf(value), contentType).map(([sent, type]) => ({ ...sent, type }));
  const form = fc
    .tuple(
      value,
      fc.constantFrom('', '', '&', '&%', '&%ff=1', '&a=%00', '&name=x&name=y', '&__proto__=1'),
    )
    .map(([made, tail]) => ({
      body: formOf(made) + tail,
      type: 'application/x-www-form-urlencoded',
    }));
  return fc.oneof(json, form);
}

const formOf = (value: unknown): string =>
  Object.entries(Object(value))
    .slice(0, 200)
    .map(
      ([name, part]) =>
        `${escaped(name)}=${escaped((JSON.stringify(part) ?? '').replaceAll(/^"|"$/gu, ''))}`,
    )
    .join('&');
