import { openDatabase, type Database } from '@lantern/db/database';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { z } from 'zod';
import { digestTables, mailsWait } from './fuzz/digest.ts';
import { withExamples } from './fuzz/known.ts';
import { inputsFor, listProcedures, requestsTo } from './fuzz/procedure-requests.ts';
import { rawAnswer } from './fuzz/raw-answer.ts';
import { rawRequests } from './fuzz/raw-requests.ts';
import { questionsFor, requestsToRoute } from './fuzz/route-requests.ts';
import { openFuzzStage, type FuzzRequest, type FuzzStage } from './fuzz/stage.ts';
import { judge, tellsNothing } from './fuzz/verdict.ts';
import { atScale } from './scale.ts';

/** For each route, and for each procedure. */
const INPUTS = atScale({ short: 12, full: 2_000 });
/** Of each of them, asked by GET and by HEAD. */
const READS = atScale({ short: 3, full: 100 });
/** Longer than anything that looks around by itself waits between two looks. */
const RESTED_MS = 3_000;
const SEED = inject('chaosSeed');
/** Of what is hardly HTTP, this much at once. */
const AT_ONCE = 5;

/** The routes are shared out among so many tests, since one alone would take as long as all procedures do. */
const PARTS = Array.from({ length: 10 }, (_, part) => part);

const procedures = listProcedures();
let stage: FuzzStage;
let db: Database;
beforeAll(async () => {
  stage = await openFuzzStage();
  db = openDatabase({ url: stage.databaseUrl, max: 2 });
});
afterAll(async () => {
  await db.close();
  await stage.close();
});

/** Mail scanners, previews and prefetching browsers follow every address they see. */
test(`no GET and no HEAD of any address changes anything, seed ${SEED}`, async () => {
  const before = await restingTables();
  let asked = 0;
  for (const request of reads()) {
    judge(stage, request, await stage.sendOnly(request));
    asked += 1;
  }
  expect(asked).toBeGreaterThan(READS * 200);
  expect(await digestTables(db.pool)).toEqual(before);
  // So that the comparison is known to see anything at all.
  const posted = { method: 'POST', target: '/api/auth/passkey/generate-authenticate-options' };
  await stage.sendOnly({ ...posted, caller: null, headers: [], body: null });
  expect(await digestTables(db.pool)).not.toEqual(before);
});

function* reads(): Generator<FuzzRequest> {
  const all = [...stage.routes.map(requestsToRoute), ...procedures.map(requestsTo)];
  for (const requests of all)
    for (const request of fc.sample(requests, { numRuns: READS, seed: SEED }))
      for (const method of ['GET', 'HEAD']) yield { ...request, method, body: null };
}

/** What the tables hold once the mails of those who signed have left, and what is announced was announced. */
async function restingTables(): Promise<Record<string, string>> {
  let before = await digestTables(db.pool);
  let sameSince = performance.now();
  const restedMs = async () => {
    const last = before;
    before = await digestTables(db.pool);
    if (JSON.stringify(last) !== JSON.stringify(before) || (await mailsWait(db.pool)))
      sameSince = performance.now();
    return performance.now() - sameSince;
  };
  await expect.poll(restedMs, { timeout: 60_000, interval: 500 }).toBeGreaterThan(RESTED_MS);
  return before;
}

/** Fails with fast-check's own words: seed, path, the shrunk input, and what was wrong with its answer. */
async function withstands(requests: fc.Arbitrary<FuzzRequest>): Promise<void> {
  const property = fc.asyncProperty(requests, async (request) => {
    judge(stage, request, await stage.send(request));
  });
  await fc.assert(property, { numRuns: INPUTS, seed: SEED, includeErrorInReport: true });
}

describe.concurrent(`procedures, seed ${SEED}`, () => {
  test.each(procedures)('$name', async (procedure) => {
    await expect(withstands(requestsTo(procedure))).resolves.toBeUndefined();
  });

  test.each(procedures.filter(({ inputs }) => inputs.length > 0))(
    '$name is given what it takes, too',
    ({ inputs: [schema], ...procedure }) => {
      const inputs = schema ? [schema] : [];
      const made = fc.sample(inputsFor({ ...procedure, inputs }), { numRuns: 100, seed: SEED });
      const taken = made.filter(
        (value) => schema && z.safeParse(schema, withExamples(value)).success,
      );
      expect(taken.length).toBeGreaterThan(10);
    },
  );
});

test('each route has a generator', () => {
  expect(stage.routes.length).toBeGreaterThan(40);
  expect(stage.routes.filter((route) => !questionsFor(route))).toEqual([]);
});

describe.concurrent(`routes, seed ${SEED}`, () => {
  // Which there are is known only once the server runs, so they cannot be tests of their own.
  test.each(PARTS)(`each withstands what it is asked, part %i of ${PARTS.length}`, async (part) => {
    const faults: string[] = [];
    for (const route of stage.routes.filter((_, at) => at % PARTS.length === part))
      await withstands(requestsToRoute(route)).catch((error: unknown) => {
        faults.push(`${route.url}: ${String(error)}`);
      });
    expect(faults.join('\n\n')).toBe('');
  });
});

test(`what is hardly HTTP, seed ${SEED}`, async () => {
  const several = fc.array(rawRequests, { minLength: AT_ONCE, maxLength: AT_ONCE });
  const property = fc.asyncProperty(several, async (all) => {
    const answers = await Promise.all(all.map((bytes) => rawAnswer(stage.server.port, bytes)));
    for (const [nth, answer] of answers.entries()) {
      expect(answer).not.toMatch(/^HTTP\/1\.1 5/mu);
      tellsNothing(all[nth] ?? '', answer);
    }
    expect(stage.watch.surprises()).toEqual([]);
  });
  const numRuns = Math.ceil(INPUTS / AT_ONCE);
  await fc.assert(property, { numRuns, seed: SEED, includeErrorInReport: true });
});
