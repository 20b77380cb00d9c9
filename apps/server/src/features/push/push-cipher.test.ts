import { expect, test } from 'vitest';
import { encryptPush } from './push-cipher.ts';
import { isPushAddress } from './push-hosts.ts';

const bytes = (text: string) => Buffer.from(text, 'base64url');

test('encrypts as the example of RFC 8291, section 5', () => {
  const encrypted = encryptPush(
    Buffer.from('When I grow up, I want to be a watermelon'),
    {
      p256dh: bytes(
        'BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4',
      ),
      auth: bytes('BTBZMqHH6r4Tts7J_aSIgg'),
    },
    {
      fillTo: 0,
      drawn: {
        salt: bytes('DGv6ra1nlYgDCS1FRnbzlw'),
        privateKey: bytes('yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw'),
      },
    },
  );
  expect(encrypted.toString('base64url')).toBe(
    'DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN',
  );
});

test.each([
  ['https://fcm.googleapis.com/fcm/send/x', true],
  ['https://updates.push.services.mozilla.com/wpush/v2/x', true],
  ['https://web.push.apple.com/x', true],
  ['https://wns2-by3p.notify.windows.com/w/?token=x', true],
  ['http://fcm.googleapis.com/fcm/send/x', false],
  ['https://fcm.googleapis.com:8443/x', false],
  ['https://user@fcm.googleapis.com/x', false],
  ['https://fcm.googleapis.com.evil.example/x', false],
  ['https://evilnotify.windows.com/x', false],
  ['https://169.254.169.254/latest', false],
  ['http://localhost:1/x', false],
  ['nonsense', false],
])('%s is a push service: %s', (address, expected) => {
  expect(isPushAddress(address, { local: false })).toBe(expected);
});

test('local mode also sends to this machine, and to no other', () => {
  expect(isPushAddress('http://localhost:4000/x', { local: true })).toBe(true);
  expect(isPushAddress('http://127.0.0.1:4000/x', { local: true })).toBe(true);
  expect(isPushAddress('http://10.0.0.1/x', { local: true })).toBe(false);
});
