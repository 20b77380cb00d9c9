import fc from 'fast-check';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { questionsFor, requestsToRoute } from './fuzz/route-requests.ts';
import { openFuzzStage, type FuzzStage } from './fuzz/stage.ts';
import { judge } from './fuzz/verdict.ts';
import { atScale } from './scale.ts';

const RUNS = atScale({ short: 30, full: 2_000 });
const SEED = inject('chaosSeed');
/** Properties that run at once: enough to keep the server busy, and inputs meeting each other. */
const AT_ONCE = 5;

let stage: FuzzStage;
beforeAll(async () => {
  stage = await openFuzzStage();
});
afterAll(() => stage.close());

test('every route has a generator', () => {
  expect(stage.routes.length).toBeGreaterThan(40);
  expect(stage.routes.filter((route) => !questionsFor(route))).toEqual([]);
});

// Which routes there are is known only once the server runs, so they cannot be tests of their own.
test(`routes, seed ${SEED}`, async () => {
  const waiting = [...stage.routes];
  const faults: string[] = [];
  const work = async () => {
    for (let route = waiting.pop(); route; route = waiting.pop()) {
      const property = fc.asyncProperty(requestsToRoute(route), async (request) =>
        judge(stage, request, await stage.send(request)),
      );
      const { url } = route;
      await fc
        .assert(property, { numRuns: RUNS, seed: SEED })
        .catch((error: unknown) => faults.push(`${url}: ${told(error)}`));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  expect(faults.join('\n\n')).toBe('');
});

/** fast-check's own words, with the seed, the path and the shrunk input, and what was wrong with its answer. */
function told(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause === undefined ? error.message : `${error.message}\n${told(error.cause)}`;
}
