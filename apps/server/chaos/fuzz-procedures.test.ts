import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { z } from 'zod';
import { withExamples } from './fuzz/known.ts';
import { listProcedures, inputsFor, requestsTo } from './fuzz/procedure-requests.ts';
import { openFuzzStage, type FuzzStage } from './fuzz/stage.ts';
import { judge } from './fuzz/verdict.ts';
import { atScale } from './scale.ts';

const RUNS = atScale({ short: 25, full: 2_000 });
const SEED = inject('chaosSeed');
const procedures = listProcedures();

let stage: FuzzStage;
beforeAll(async () => {
  stage = await openFuzzStage();
});
afterAll(() => stage.close());

describe.concurrent(`procedures, seed ${SEED}`, () => {
  test.each(procedures)('$name', async (procedure) => {
    const property = fc.asyncProperty(requestsTo(procedure), async (request) =>
      judge(stage, request, await stage.send(request)),
    );
    await expect(fc.assert(property, { numRuns: RUNS, seed: SEED })).resolves.toBeUndefined();
  });
});

test.each(procedures.filter(({ inputs }) => inputs.length > 0))(
  '$name is given what it takes, too',
  (procedure) => {
    const made = fc.sample(inputsFor(procedure), { numRuns: 200, seed: SEED }).map(withExamples);
    const [schema] = procedure.inputs;
    const taken = made.filter((value) => schema && z.safeParse(schema, value).success);
    expect(taken.length).toBeGreaterThan(20);
  },
);
