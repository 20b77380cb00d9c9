import { expect, test } from 'vitest';
import { isPlainAddress, pageAddress } from './page-address.ts';

const known = {
  isRef: async (ref: string) => ref === 'church',
  isCity: async (city: string) => city === 'seoul',
};

test.each([
  ['/en', '/en'],
  ['/en?utm_source=x&fbclid=y', '/en'],
  ['/en?ref=church&edition=2027', '/en?edition=2027&ref=church'],
  ['/en?edition=2027&ref=church', '/en?edition=2027&ref=church'],
  ['/en?ref=nobody', '/en'],
  ['/en?ref=nobody2&edition=2027', '/en?edition=2027'],
  ['/en?city=anything', '/en'],
  ['/en?city=seoul', '/en?city=seoul'],
  ['/en/cities?country=asia', '/en/cities?country=asia'],
  ['/en/cities?country=atlantis', '/en/cities'],
  ['/en/take-part', '/en/take-part'],
  ['/en?edition=%3Cscript%3E', '/en'],
  ['/en/petition/counting?chart=hour', '/en/petition/counting?chart=hour'],
  ['/en/petition/counting?chart=minute&x=1', '/en/petition/counting?chart=minute'],
  ['/en/petition/counting?chart=day', '/en/petition/counting'],
  ['/en/petition/counting?chart=second', '/en/petition/counting'],
  ['/en/cities?country=JP&kind=delivery', '/en/cities?kind=delivery&country=JP'],
  ['/en/cities?country=&kind=', '/en/cities'],
  ['/en/live?refresh=60&state=there', '/en/live?state=there&refresh=60'],
  ['/en/live?refresh=1&state=silent', '/en/live'],
  ['/en/contact?topic=press', '/en/contact?topic=press'],
  ['//evil.example', '/evil.example'],
  ['/\\evil.example/x', '/evil.example/x'],
  ['/.//evil.example', '/evil.example'],
])('%s is the page %s', async (url, path) => {
  expect(await pageAddress(url, known)).toEqual({ key: path, path, personal: false });
});

test('a code that cannot be looked up is left out, and the page is still drawn', async () => {
  const away = () => Promise.reject(new Error('the database is away'));
  expect(await pageAddress('/en?ref=church', { isRef: away, isCity: away })).toMatchObject({
    key: '/en',
  });
});

test.each([
  ['/en/cities?q=s%C3%A3o', '/en/cities?q=s%C3%A3o'],
  ['/ko/take-part?city=seoul&country=KR', '/ko/take-part?country=KR&city=seoul'],
])('%s is nobody else\u2019s page', async (url, path) => {
  expect(await pageAddress(url, known)).toEqual({ key: path, path, personal: true });
});

test('a token makes an address personal', async () => {
  const { personal, path } = await pageAddress('/ko/petition/confirm?token=abc&x=1', known);
  expect(personal).toBe(true);
  expect(path).toBe('/ko/petition/confirm?token=abc');
});

test.each(['/en', '/zh-Hans/petition', '/ko/petition/versions/1'])(
  '%s is its page\u2019s key as it stands',
  async (url) => {
    expect(isPlainAddress(url)).toBe(true);
    const { key, personal } = await pageAddress(url, known);
    expect({ key, personal }).toEqual({ key: url, personal: false });
  },
);

test.each(['/', '//en', '/en/', '/en?ref=a', '/en/../ko', '/en/%61', '/en#a', '/en\\a', '/en;a'])(
  '%s has to be looked at',
  (url) => expect(isPlainAddress(url)).toBe(false),
);
