import { afterEach, expect, test, vi } from 'vitest';
import { createClient } from './trpc.ts';

afterEach(() => vi.unstubAllGlobals());

test('an enrolment link\u2019s token is asked about without standing in an address', async () => {
  const asked: { url: string; body: unknown }[] = [];
  vi.stubGlobal('fetch', async (url: string, { body }: RequestInit) => {
    asked.push({ url, body });
    return Response.json([{ result: { data: { state: 'gone' } } }]);
  });
  await createClient({ ask: async () => false }).auth.inspectInvitation.query({
    token: 'one-time-token',
  });
  expect(asked[0]?.url).not.toContain('one-time-token');
  expect(asked[0]?.body).toContain('one-time-token');
});
