import { transaction } from '@lantern/db/database';
import { pruneCounters } from './counters.repo.ts';
import { deleteExpired, forgetNetworks, takeDueReminders } from './signing.jobs.repo.ts';
import type { SigningDeps } from './signing.seams.ts';

/** What an expiry run removed. */
export interface Expired {
  submissions: number;
  networks: number;
  counters: number;
}

/**
 * Work that recurs; each may be repeated and run on several nodes at once. `remindDue` every few minutes,
 * `expireOld` at least every ten.
 */
export function createSigningJobs({ pool, enqueueMails }: SigningDeps) {
  /** One reminder to each address that has not confirmed within a day; answers how many. */
  const remindDue = async (now: Date): Promise<number> => {
    let reminded = 0;
    for (;;) {
      const taken = await transaction(pool, async (tx) => {
        const ids = await takeDueReminders(tx, now);
        await enqueueMails(
          tx,
          ids.map((recordId) => ({ kind: 'reminder', recordId, priority: 'bulk' })),
        );
        return ids.length;
      });
      if (taken === 0) return reminded;
      reminded += taken;
    }
  };

  /** Deletes what is over: submissions after 7 days, network hashes and counters after 24 hours. */
  const expireOld = async (now: Date): Promise<Expired> => ({
    submissions: await deleteExpired(pool, now),
    networks: await forgetNetworks(pool, now),
    counters: await pruneCounters(pool, now),
  });
  return { remindDue, expireOld };
}
