import { expect, test } from 'vitest';
import { createKeyring } from './keyring.ts';
import { isLoopback, networkHash, networkOf } from './network-address.ts';

test.each([
  ['192.0.2.7', '192.0.2.7'],
  ['::ffff:192.0.2.7', '192.0.2.7'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['2001:0db8:0001:0002::9', '2001:db8:1:2::/64'],
  ['2001:db8::1', '2001:db8:0:0::/64'],
  ['::1', '0:0:0:0::/64'],
  ['fe80::1%eth0', 'fe80:0:0:0::/64'],
  ['nonsense', 'unknown'],
])('%s belongs to %s', (address, network) => {
  expect(networkOf(address)).toBe(network);
});

test('one IPv6 household has one hash, two IPv4 addresses have two', () => {
  const keyring = createKeyring(Buffer.alloc(32, 7));
  const hash = (address: string) => networkHash(keyring, address).toString('hex');
  expect(hash('2001:db8:1:2::a')).toBe(hash('2001:db8:1:2:ffff::b'));
  expect(hash('2001:db8:1:3::a')).not.toBe(hash('2001:db8:1:2::a'));
  expect(hash('192.0.2.7')).not.toBe(hash('192.0.2.8'));
});

test.each([
  ['127.0.0.1', true],
  ['127.9.9.9', true],
  ['::1', true],
  ['::ffff:127.0.0.1', true],
  ['192.0.2.7', false],
  ['2001:db8::1', false],
  [undefined, false],
])('%s is loopback: %s', (address, expected) => {
  expect(isLoopback(address)).toBe(expected);
});
