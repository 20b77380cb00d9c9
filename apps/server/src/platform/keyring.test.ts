import { createCipheriv } from 'node:crypto';
import { expect, test } from 'vitest';
import { createKeyring } from './keyring.ts';

const keyring = createKeyring(Buffer.alloc(32, 7));
const RECORD = '0197b0c5-7d4e-7a6b-8c1d-2e3f4a5b6c7d';

test('opens what it sealed, for the same record only', () => {
  const sealed = keyring.seal('Ana Lima', RECORD);
  expect(keyring.open(sealed, RECORD)).toBe('Ana Lima');
  expect(() => keyring.open(sealed, RECORD.replace('0', '1'))).toThrow(/authenticate/u);
  expect(keyring.seal('Ana Lima', RECORD)).not.toEqual(sealed);
});

test('takes no shorter tag, which could be found by trying', () => {
  const iv = Buffer.alloc(12, 1);
  const cipher = createCipheriv('aes-256-gcm', keyring.derive('seal'), iv, { authTagLength: 4 });
  cipher.setAAD(Buffer.from(`1:${RECORD}`)).final();
  const short = Buffer.concat([Buffer.of(1), iv, cipher.getAuthTag()]);
  expect(() => keyring.open(short, RECORD)).toThrow(/tag length/iu);
});
