import { expect, test } from 'vitest';
import { parseSmtpUrl } from './smtp-url.ts';

const production = { production: true, publicOrigin: 'https://day.example.org' };
const local = { production: false, publicOrigin: 'http://localhost:4000' };

test('reads what the URL says and fills in the rest', () => {
  expect(parseSmtpUrl('smtps://us%40er:p%3Ass@mail.example.org', production)).toEqual({
    host: 'mail.example.org',
    port: 465,
    secure: true,
    startTls: 'require',
    auth: { user: 'us@er', pass: 'p:ss' },
    ratePerSecond: 14,
    connections: 5,
    from: 'no-reply@day.example.org',
  });
  expect(
    parseSmtpUrl('smtp://[::1]:2525?rate=0.5&connections=2&from=post@example.org', local),
  ).toMatchObject({
    host: '::1',
    port: 2525,
    auth: null,
    ratePerSecond: 0.5,
    connections: 2,
    from: 'post@example.org',
  });
});

test('production requires TLS unless the URL says otherwise', () => {
  expect(parseSmtpUrl('smtp://mail.example.org', production).startTls).toBe('require');
  expect(parseSmtpUrl('smtp://mail.example.org?tls=off', production).startTls).toBe('off');
  expect(parseSmtpUrl('smtp://mail.example.org?tls=offer', production).startTls).toBe('offer');
  expect(parseSmtpUrl('smtp://mail.example.org', local).startTls).toBe('offer');
});

test.each([
  'mail.example.org',
  'https://user:secret@mail.example.org',
  'smtp://user:secret@mail.example.org?rate=0',
  'smtp://user:secret@mail.example.org?rate=fast',
  'smtp://user:secret@mail.example.org?tls=maybe',
  'smtp://user:secret@mail.example.org?speed=1',
])('refuses %s without repeating the secret', (url) => {
  expect(() => parseSmtpUrl(url, production)).toThrow(/^SMTP_URL(?!.*secret)/u);
});
