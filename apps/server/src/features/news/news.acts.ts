import { transaction, type Transaction } from '@lantern/db/database';
import { recordAct } from '../../platform/audit.ts';
import { runOnce } from '../../platform/commands.ts';
import { DomainError } from '../../platform/domain-error.ts';
import type { Actor, NewsDeps } from './news.deps.ts';
import { allows, type NewsAct } from './news.policy.ts';
import { lockNews, type StoredNews } from './news.repo.ts';

/** What a person does with news, once however often it arrives. */
export interface NewsCommand<Input> {
  name: NewsAct;
  input: Input;
  actor: Actor;
}

/** What the log is told: codes, numbers and ids. */
export interface Done<Result> {
  result: Result;
  details: Record<string, unknown>;
}

interface AboutNews {
  commandId: string;
  newsId: string;
}

/**
 * Runs a command about one news in one transaction: its row is locked, the state must allow the act, and the
 * audit log hears of it. Throws `not-found`, and `conflict` where the state does not allow it any more.
 */
export async function actOnNews<Input extends AboutNews, Result>(
  deps: NewsDeps,
  { name, input, actor }: NewsCommand<Input>,
  work: (tx: Transaction, news: StoredNews) => Promise<Done<Result>>,
): Promise<Result> {
  const { commandId, ...body } = input;
  const act = `news.${name}`;
  const now = deps.clock.now();
  const command = { commandId, actor: actor.accountId, name: act, body, now };
  return transaction(deps.database.pool, (tx) =>
    runOnce(tx, command, async () => {
      const news = await lockNews(tx, input.newsId);
      if (!news) throw new DomainError('not-found');
      if (!allows(news.state, name)) throw new DomainError('conflict');
      const { result, details } = await work(tx, news);
      await recordAct(tx, {
        id: deps.newId(),
        at: now,
        actor: actor.accountId,
        act,
        subject: news.id,
        details: { editionId: news.editionId, ...details },
      });
      return result;
    }),
  );
}
