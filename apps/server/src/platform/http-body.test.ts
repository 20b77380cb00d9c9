import { expect, test } from 'vitest';
import { parseForm } from './http-body.ts';

const parse = (text: string) => parseForm(Buffer.from(text, 'latin1'));

test('a form is read as browsers write it', () => {
  expect(parse('name=%ED%99%8D+%EA%B8%B8%EB%8F%99&showName=on&city=&x=1&x=2')).toEqual({
    name: '홍 길동',
    showName: 'on',
    city: '',
    x: '2',
  });
});

test.each(['name=%ff', 'name=%', 'name=\xff', 'n%c3=1'])('%j is no UTF-8', (body) => {
  expect(parse(body)).toBeNull();
});

test('a form cannot reach an object\u2019s prototype', () => {
  const form = parse('__proto__=x&constructor=y');
  expect(form).toEqual({ ['__proto__']: 'x', constructor: 'y' });
  expect(Object.getPrototypeOf(form)).toBe(Object.prototype);
});
