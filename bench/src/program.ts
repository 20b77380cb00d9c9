/**
 * For the bench's own programs (load generators, peers): answers each job that the bench sends over the
 * channel, one after the other, and ends when the bench does, however that dies.
 */
export function answerJobs(work: (job: never) => Promise<unknown>): void {
  let last: Promise<unknown> = Promise.resolve();
  process.on('message', (job) => {
    last = last
      // The bench sends what this program's own job type says.
      .then(() => work(job as never))
      .then(
        (result) => process.send?.({ result } satisfies Answer<unknown>),
        (error: unknown) => process.send?.({ fault: String(error) } satisfies Answer<unknown>),
      );
  });
  process.once('disconnect', () => process.exit(0));
}

/** What comes back for a job. */
export type Answer<Result> = { result: Result; fault?: never } | { fault: string; result?: never };
