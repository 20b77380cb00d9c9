import { expect, test } from 'vitest';
import { confirmationSchema } from './signature.ts';

const token = 'A'.repeat(43);

test('what confirms is a token, a token with a code, or an address with a code', () => {
  expect(confirmationSchema.parse({ token })).toEqual({ token });
  expect(confirmationSchema.parse({ token, code: '123 456' })).toEqual({ token, code: '123456' });
  expect(confirmationSchema.parse({ email: 'a@example.org', code: '123456' })).toEqual({
    email: 'a@example.org',
    code: '123456',
  });
});

test('a token with something that is no code is not taken for a token alone', () => {
  expect(confirmationSchema.safeParse({ token, code: '12345' }).success).toBe(false);
  expect(confirmationSchema.safeParse({ token, code: '' }).success).toBe(false);
});
