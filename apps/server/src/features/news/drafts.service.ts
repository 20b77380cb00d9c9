import { transaction, type Transaction } from '@lantern/db/database';
import type { Locale } from '@lantern/schemas/locale';
import type { CreateNewsInput, WriteNewsInput } from '@lantern/schemas/news';
import type { NewsTopic } from '@lantern/schemas/news-terms';
import { recordAct } from '../../platform/audit.ts';
import { runOnce } from '../../platform/commands.ts';
import { DomainError } from '../../platform/domain-error.ts';
import { actOnNews } from './news.acts.ts';
import type { Actor, NewsDeps } from './news.deps.ts';
import { deleteNews, insertNews, lockTopics, putNewsText, readNewsTexts } from './news.repo.ts';

interface About {
  commandId: string;
  newsId: string;
}

/** News before it leaves: made, written, tried out, given up. */
export function createDrafts(deps: NewsDeps) {
  const now = () => deps.clock.now();
  return {
    /**
     * A new, empty draft. Throws `conflict` for a second letter, and for other news before the letter's
     * fate was told unless the person knows (`beforeLetter`).
     */
    create: async (input: CreateNewsInput, actor: Actor): Promise<{ id: string }> => {
      const { commandId, edition, topic, beforeLetter } = input;
      const { id: editionId } = await deps.editionFor(edition);
      const body = { editionId, topic, beforeLetter };
      const command = { commandId, actor: actor.accountId, name: 'news.create', body, now: now() };
      return transaction(deps.database.pool, (tx) =>
        runOnce(tx, command, () => create(tx, { deps, actor, ...body })),
      );
    },

    /** Stores the words of one language; `conflict` when others wrote since `seen`. Answers when it was written. */
    write: async (input: WriteNewsInput, actor: Actor): Promise<{ updatedAt: string }> =>
      actOnNews(deps, { name: 'write', input, actor }, async (tx, news) => {
        const { locale, subject, body } = input;
        const before = (await readNewsTexts(tx, news.id)).find((text) => text.locale === locale);
        if ((before?.updatedAt.toISOString() ?? null) !== input.seen)
          throw new DomainError('conflict');
        const updatedAt = later(now(), before?.updatedAt);
        const text = { locale, subject, body, updatedAt, updatedBy: actor.accountId };
        await putNewsText(tx, news.id, text);
        return {
          result: { updatedAt: updatedAt.toISOString() },
          details: { locale, characters: body.length },
        };
      }),

    /** Deletes a draft with its words. */
    remove: async (input: About, actor: Actor): Promise<{ id: string }> =>
      actOnNews(deps, { name: 'remove', input, actor }, async (tx, { id, topic }) => {
        await deleteNews(tx, id);
        return { result: { id }, details: { topic } };
      }),

    /** Mails the words of one language to the person alone. Throws `conflict` while there are none. */
    test: async (input: About & { locale: Locale }, actor: Actor): Promise<{ id: string }> =>
      actOnNews(deps, { name: 'test', input, actor }, async (tx, { id }) => {
        const { locale, commandId } = input;
        const texts = await readNewsTexts(tx, id);
        if (!texts.some((text) => text.locale === locale)) throw new DomainError('conflict');
        const { accountId } = actor;
        const mail = { kind: 'news-test', recordId: commandId, newsId: id, accountId, locale };
        await deps.enqueueMails(tx, [{ ...mail, kind: 'news-test', priority: 'now' }]);
        return { result: { id }, details: { locale } };
      }),
  };
}

/** Two texts never share their time, by which they are told apart. */
function later(now: Date, before: Date | undefined): Date {
  return before && before >= now ? new Date(before.getTime() + 1) : now;
}

interface Creation {
  deps: NewsDeps;
  actor: Actor;
  editionId: string;
  topic: NewsTopic;
  beforeLetter: boolean;
}

async function create(
  tx: Transaction,
  { deps, actor, editionId, topic, beforeLetter }: Creation,
): Promise<{ id: string }> {
  const topics = await lockTopics(tx, editionId);
  const letterTold = topics.has('letter');
  if (topic === 'letter' ? letterTold : !letterTold && !beforeLetter)
    throw new DomainError('conflict');
  const id = deps.newId();
  const at = deps.clock.now();
  await insertNews(tx, { id, editionId, topic, at, by: actor.accountId });
  await recordAct(tx, {
    id: deps.newId(),
    at,
    actor: actor.accountId,
    act: 'news.create',
    subject: id,
    details: { editionId, topic, ...(topic === 'other' && !letterTold && { beforeLetter }) },
  });
  return { id };
}
