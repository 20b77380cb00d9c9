import { expect, test } from 'vitest';
import { createAppRouter } from '../src/app/app-router.ts';
import type { Services } from '../src/app/deps.ts';

/** Routers read their services only when called, so any name will do to see which procedures there are. */
const anyService: object = new Proxy({}, { get: () => anyService });
const appRouter = createAppRouter(anyService as Services);
const procedures: Record<string, { _def: { meta?: unknown; type?: unknown } }> =
  appRouter._def.procedures;

test('there are procedures', () => {
  expect(Object.keys(procedures).length).toBeGreaterThan(15);
});

test.each(Object.entries(procedures))('%s says who may call it', (_name, { _def }) => {
  expect(_def.meta).toHaveProperty('policy');
});
