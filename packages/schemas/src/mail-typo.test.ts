import { expect, test } from 'vitest';
import { CHINESE_MAIL_DOMAINS, isUnderChineseLaw } from './mail-provider.ts';
import { suggestedDomain } from './mail-typo.ts';

test.each([
  ['a@gmial.com', 'gmail.com'],
  ['a@gamil.com', 'gmail.com'],
  ['a@gnail.com', 'gmail.com'],
  ['A@GMAI.COM', 'gmail.com'],
  ['a@gmaill.com', 'gmail.com'],
  ['a@gmail.con', 'gmail.com'],
  ['a@gmail.co', 'gmail.com'],
  ['a@gmail.co.kr', 'gmail.com'],
  ['a@gmail.net', 'gmail.com'],
  ['a@gmail', 'gmail.com'],
  ['a@gmail,com', 'gmail.com'],
  ['a@hotmial.com', 'hotmail.com'],
  ['a@hotmial.co.uk', 'hotmail.co.uk'],
  ['a@outlok.com', 'outlook.com'],
  ['a@outlook.cmo', 'outlook.com'],
  ['a@yaho.com', 'yahoo.com'],
  ['a@yahooo.co.jp', 'yahoo.co.jp'],
  ['a@live.con', 'live.com'],
  ['a@iclould.com', 'icloud.com'],
  ['a@navr.com', 'naver.com'],
  ['a@naver.con', 'naver.com'],
  ['a@hanmail.com', 'hanmail.net'],
  ['a@daum.com', 'daum.net'],
  ['a@protonmial.com', 'protonmail.com'],
  ['a@proton.com', 'proton.me'],
])('%s probably meant %s', (address, meant) => expect(suggestedDomain(address)).toBe(meant));

test.each([
  'a@gmail.com',
  'a@googlemail.com',
  'a@ymail.com',
  'a@email.com',
  'a@mail.com',
  'a@cloud.com',
  'a@hotmail.fr',
  'a@hotmail.com.br',
  'a@yahoo.co.kr',
  'a@live.nl',
  'a@proton.me',
  'a@protonmail.ch',
  'a@gmx.de',
  'a@kakao.com',
  'a@knu.ac.kr',
  'a@example.org',
  'a@gov.uk',
  'a@photon.com',
  'gmial.com',
  'a@',
  '',
  'kim',
])('%s is left alone', (address) => expect(suggestedDomain(address)).toBeNull());

test.each(CHINESE_MAIL_DOMAINS)('%s is not taken for a slip', (domain) => {
  expect(suggestedDomain(`a@${domain}`)).toBeNull();
});

test('nobody is led to a provider under Chinese law', () => {
  for (const near of ['qq.con', 'q.com', '163.con', '162.com', 'sina.con', 'foxmial.com'])
    expect(isUnderChineseLaw(suggestedDomain(`a@${near}`) ?? '')).toBe(false);
});
