import { expect, test } from 'vitest';
import { CalledOffError, createStack } from './stack.ts';

const step = (name: string) => ({ name, limitMs: 1, run: () => Promise.resolve() });

test('what was started last is ended first', () => {
  const stack = createStack();
  stack.push(step('database'));
  stack.push(step('port'));
  expect(stack.take().map(({ name }) => name)).toEqual(['port', 'database']);
  expect(stack.take()).toEqual([]);
});

test('a start that was called off goes no further, and what it was opening is ended', () => {
  const stack = createStack();
  stack.callOff();
  expect(() => stack.push(step('database'))).toThrow(CalledOffError);
  expect(stack.take().map(({ name }) => name)).toEqual(['database']);
});
