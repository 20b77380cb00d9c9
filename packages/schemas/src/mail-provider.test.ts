import { expect, test } from 'vitest';
import { isUnderChineseLaw } from './mail-provider.ts';

test.each([
  'a@qq.com',
  'A@QQ.COM',
  'a@vip.163.com',
  'a@sina.cn',
  '189.cn',
  'a@pku.edu.cn',
  'a@wo.cn ',
])('%s lies under Chinese law', (address) => expect(isUnderChineseLaw(address)).toBe(true));

test.each(['a@gmail.com', 'a@naver.com', 'a@notqq.com', 'a@qq.com.example.org', 'a@cn', '', 'qq'])(
  '%s does not',
  (address) => expect(isUnderChineseLaw(address)).toBe(false),
);
