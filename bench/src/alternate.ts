import type { HttpJob, HttpResult } from './load/http-job.ts';
import type { Program } from './processes.ts';
import { median } from './median.ts';
import type { Stage } from './stage.ts';

export type HttpLoad = Program<HttpJob, HttpResult>;

export const startHttpLoad = (stage: Stage): Promise<HttpLoad> =>
  stage.startProgram<HttpJob, HttpResult>('load/http.ts');

/** Runs a load; an answer of another status than the expected one fails the measurement. */
export async function load(generator: HttpLoad, job: HttpJob): Promise<HttpResult> {
  const result = await generator.ask(job);
  const others = Object.entries(result.others).map(([status, count]) => `${count} × ${status}`);
  if (others.length > 0)
    throw new Error(
      `expected ${job.expected} from port ${job.port}, got also ${others.join(', ')}`,
    );
  return result;
}

/**
 * Lets each contender run in turn, `rounds` times, and answers the results of each: on a machine whose speed drifts,
 * only neighbours compare.
 */
export async function inTurns<Name extends string, Result>(
  rounds: number,
  contenders: Record<Name, () => Promise<Result>>,
): Promise<Record<Name, Result[]>> {
  const results = Object.fromEntries(
    Object.keys(contenders).map((name): [string, Result[]] => [name, []]),
  ) as Record<Name, Result[]>;
  for (let round = 0; round < rounds; round += 1) {
    for (const name in contenders) results[name].push(await contenders[name]());
  }
  return results;
}

export const medianRate = (results: readonly HttpResult[]): number =>
  median(results.map(({ perSecond }) => perSecond));

export const medianP99 = (results: readonly HttpResult[]): number =>
  median(results.map(({ p99 }) => p99));
