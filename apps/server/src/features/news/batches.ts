import { transaction, type Transaction } from '@lantern/db/database';
import { recordAct } from '../../platform/audit.ts';
import { advance, countWaiting, lockUnderWay, markEnded, openNews } from './batches.repo.ts';
import type { NewsUnderWay } from './batches.repo.ts';
import { CLOSING_ACT, countOutcomes } from './figures.repo.ts';
import type { NewsDeps } from './news.deps.ts';
import { nextReaders } from './readers.repo.ts';

/**
 * News is queued this far ahead of the provider's pace, seconds. Little, so that the queue stays short for
 * everyone and a stop leaves little to call off; enough that a node that was killed leaves no gap.
 */
const AHEAD_SECONDS = 5;
const AHEAD_LEAST = 20;

/** How many mails of one news may wait in the queue at a time. */
export const aheadOf = (ratePerSecond: number): number =>
  Math.max(AHEAD_LEAST, Math.ceil(ratePerSecond * AHEAD_SECONDS));

/** Queues what is due of all news, and closes what is through. Any number of nodes may call it at any time. */
export async function advanceNews(deps: NewsDeps, ahead: number): Promise<void> {
  for (const newsId of await openNews(deps.database.pool))
    await transaction(deps.database.pool, (tx) => advanceOne(tx, { deps, newsId, ahead }));
}

interface Step {
  deps: NewsDeps;
  newsId: string;
  ahead: number;
}

/**
 * One batch. The cursor moves in the transaction that queues it, so whatever is killed in between, nobody is
 * queued twice and nobody is passed over.
 */
async function advanceOne(tx: Transaction, { deps, newsId, ahead }: Step): Promise<void> {
  const news = await lockUnderWay(tx, newsId);
  if (!news) return;
  const waiting = await countWaiting(tx, newsId);
  const readers = await readersOf(tx, news, ahead - waiting);
  const cursor = readers?.at(-1);
  if (readers && cursor !== undefined) {
    await deps.enqueueMails(
      tx,
      readers.map((recordId) => ({ kind: 'news', recordId, newsId, priority: 'bulk' })),
    );
    await advance(tx, { newsId, cursor, count: readers.length });
  } else if (readers && waiting === 0) await close(tx, deps, { newsId, news });
}

/** None: all were queued. Null: not now. */
async function readersOf(
  tx: Transaction,
  { state, held, editionId, cursor, startedAt }: NewsUnderWay,
  room: number,
): Promise<string[] | null> {
  if (state === 'stopped') return [];
  if (state !== 'sending' || held || room <= 0) return null;
  return nextReaders(tx, { editionId, after: cursor, startedAt, limit: room });
}

async function close(
  tx: Transaction,
  { clock, newId }: NewsDeps,
  { newsId, news }: { newsId: string; news: NewsUnderWay },
): Promise<void> {
  const at = clock.now();
  await markEnded(tx, { newsId, at });
  const { editionId, recipients, queued } = news;
  const providers = await countOutcomes(tx, newsId);
  await recordAct(tx, {
    id: newId(),
    at,
    actor: 'server',
    act: CLOSING_ACT,
    subject: newsId,
    details: { editionId, recipients, queued, providers },
  });
}
