import { describe, expect, test } from 'vitest';
import { isDisposableDomain } from './disposable-domain.ts';
import { normaliseEmail } from './email-normal.ts';

describe('spellings of one mailbox', () => {
  test.each([
    ['Jane.Doe+petition@GMAIL.com', 'janedoe@gmail.com'],
    ['j.a.n.e.d.o.e@googlemail.com', 'janedoe@gmail.com'],
    ['ｊａｎｅ@ｅｘａｍｐｌｅ.org', 'jane@example.org'],
    ['jane@bücher.example', 'jane@xn--bcher-kva.example'],
    ['JANE@XN--BCHER-KVA.EXAMPLE', 'jane@xn--bcher-kva.example'],
    ['jane+x@hotmail.co.uk', 'jane@hotmail.co.uk'],
    ['jane+x@me.com', 'jane@icloud.com'],
    ['jane.doe+x@protonmail.com', 'janedoe@proton.me'],
    ['jane-shop@yahoo.co.jp', 'jane@yahoo.co.jp'],
    ['김민수@example.kr', '김민수@example.kr'.normalize('NFKC')],
  ])('%s is %s', (typed, address) => {
    expect(normaliseEmail(typed).address).toBe(address);
  });
});

describe('mailboxes that stay apart', () => {
  test.each([
    ['jane.doe@example.org', 'janedoe@example.org'],
    ['jane+a@example.org', 'jane+b@example.org'],
    ['jane@hotmail.com', 'jane@outlook.com'],
    ['jane.doe@outlook.com', 'janedoe@outlook.com'],
    ['jane+a@yahoo.com', 'jane+b@yahoo.com'],
  ])('%s and %s', (one, other) => {
    expect(normaliseEmail(one).address).not.toBe(normaliseEmail(other).address);
  });
});

test('a local part that is nothing but a tag is kept', () => {
  expect(normaliseEmail('+tag@gmail.com').address).toBe('+tag@gmail.com');
});

test('normalising twice changes nothing', () => {
  const once = normaliseEmail('J.Doe+x@GoogleMail.com').address;
  expect(normaliseEmail(once).address).toBe(once);
});

test('only a big provider is named', () => {
  expect(normaliseEmail('a@googlemail.com').provider).toBe('gmail.com');
  expect(normaliseEmail('a@small-church.example').provider).toBe('other');
  // Looks like a big provider's, but anybody may own it.
  expect(normaliseEmail('a@hotmail.zz').provider).toBe('other');
});

test('throwaway domains and what is under them are known', () => {
  expect(isDisposableDomain('mailinator.com')).toBe(true);
  expect(isDisposableDomain('any.mailinator.com')).toBe(true);
  expect(isDisposableDomain('example.org')).toBe(false);
});
