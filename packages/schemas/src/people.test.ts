import { randomUUIDv7 } from 'node:crypto';
import { expect, test } from 'vitest';
import { onAccountInputSchema } from './people.ts';

test.each(['', 'a\0b', 'a b', 'é', 'x'.repeat(65)])('%j is no id of an account', (accountId) => {
  const command = { commandId: randomUUIDv7(), accountId };
  expect(onAccountInputSchema.safeParse(command).success).toBe(false);
});
