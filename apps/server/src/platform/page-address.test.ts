import { expect, test } from 'vitest';
import { pageAddress } from './page-address.ts';

test.each([
  ['/en', '/en'],
  ['/en?utm_source=x&fbclid=y', '/en'],
  ['/en?ref=church&edition=2027', '/en?edition=2027&ref=church'],
  ['/en?edition=2027&ref=church', '/en?edition=2027&ref=church'],
  ['/en?edition=%3Cscript%3E', '/en'],
  ['/en/petition/counting?resolution=hour', '/en/petition/counting?resolution=hour'],
  ['/en/petition/counting?resolution=minute&x=1', '/en/petition/counting?resolution=minute'],
  ['/en/petition/counting?resolution=day', '/en/petition/counting'],
  ['/en/petition/counting?resolution=second', '/en/petition/counting'],
  ['//evil.example', '/evil.example'],
  ['/\\evil.example/x', '/evil.example/x'],
  ['/.//evil.example', '/evil.example'],
])('%s is the page %s', (url, path) => {
  expect(pageAddress(url)).toEqual({ key: path, path, personal: false });
});

test('a token makes an address personal', () => {
  const { personal, path } = pageAddress('/ko/petition/confirm?token=abc&x=1');
  expect(personal).toBe(true);
  expect(path).toBe('/ko/petition/confirm?token=abc');
});
