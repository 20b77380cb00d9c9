import { expect, test } from 'vitest';
import { createAppRouter } from '../src/app/app-router.ts';
import type { Services } from '../src/app/deps.ts';

/** Routers read their services only when called, so any name will do to see which procedures there are. */
const anyService: object = new Proxy({}, { get: () => anyService });
const appRouter = createAppRouter(anyService as Services);
// tRPC types this record as nested as it was given; at run time it is flat, by dotted name.
const procedures = appRouter._def.procedures as unknown as Record<string, Procedure>;

interface Procedure {
  _def: { meta?: unknown };
}

test('there are procedures', () => {
  expect(Object.keys(procedures).length).toBeGreaterThan(15);
});

test.each(Object.entries(procedures))('%s says who may call it', (_name, { _def }) => {
  expect(_def.meta).toHaveProperty('policy');
});
