import { expect, test } from 'vitest';
import { commandFor } from './command-for.ts';

test('the same words are the same command, other words another', () => {
  let made = 0;
  const newId = () => `id-${(made += 1)}`;
  const first = commandFor(null, 'words', newId);
  expect(commandFor(first, 'words', newId)).toBe(first);
  expect(commandFor(first, 'other words', newId)).toEqual({
    commandId: 'id-2',
    body: 'other words',
  });
});
