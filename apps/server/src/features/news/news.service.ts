import { aheadOf, advanceNews } from './batches.ts';
import { countToCome } from './batches.repo.ts';
import { createDrafts } from './drafts.service.ts';
import type { NewsDeps } from './news.deps.ts';
import { createNewsMails } from './news.mails.ts';
import { createReading } from './reading.service.ts';
import { createSending } from './sending.service.ts';

export type NewsService = ReturnType<typeof createNewsService>;

/** News to the signers who asked for it, from its first words to the last mail. */
export function createNewsService(deps: NewsDeps) {
  return {
    ...createDrafts(deps),
    ...createSending(deps),
    ...createReading(deps),
    ...createNewsMails(deps),
    /** Queues what is due; for the node's loop. */
    advance: (): Promise<void> => advanceNews(deps, aheadOf(deps.mailsPerSecond)),
    /** Mails that are still to be queued; part of the backlog's truth. */
    toCome: (): Promise<number> => countToCome(deps.database.pool),
  };
}
