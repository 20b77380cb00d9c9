import { expect, test } from 'vitest';
import { newCommandId } from './command-id.ts';

test('a UUIDv7 that begins with the time it was made', () => {
  const id = newCommandId(Date.UTC(2027, 8, 24));
  expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/u);
  const milliseconds = Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16);
  expect(milliseconds).toBe(Date.UTC(2027, 8, 24));
  expect(newCommandId()).not.toBe(newCommandId());
});
