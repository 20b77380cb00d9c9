import { afterEach, expect, test, vi } from 'vitest';
import { emptyFields, submitSignature } from './submit-signature.ts';

afterEach(() => vi.unstubAllGlobals());

/** The network, as far as one answer goes. */
function answers(status: number, body: string) {
  vi.stubGlobal('fetch', async () => new Response(body, { status }));
  vi.stubGlobal('navigator', { onLine: true });
}

test('an accepted signature gives the link of the next page', async () => {
  answers(202, '{"status":"pending","amendToken":"abc"}');
  expect(await submitSignature('/x', {})).toEqual({ status: 'accepted', amendToken: 'abc' });
});

test('a refusal gives its code and faults', async () => {
  answers(422, '{"code":"invalid-input","fields":{"email":"invalid-email"}}');
  expect(await submitSignature('/x', {})).toMatchObject({
    code: 'invalid-input',
    fields: { email: 'invalid-email' },
  });
});

test('a page of some proxy in between is no answer', async () => {
  answers(200, '<html>Please log in to this Wi-Fi</html>');
  expect(await submitSignature('/x', {})).toEqual({ status: 'unreachable' });
});

test('without a network the person is told that it is theirs', async () => {
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('failed')));
  vi.stubGlobal('navigator', { onLine: false });
  expect(await submitSignature('/x', {})).toEqual({ status: 'offline' });
});

test('blanks are empty', () => {
  expect(emptyFields({ name: ' ', email: 'a@b.org' })).toEqual({
    name: 'required',
    country: 'required',
  });
});
