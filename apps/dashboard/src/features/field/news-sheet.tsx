import { REPLIES, type Reply } from '@lantern/schemas/announcement-terms';
import { useEffect } from 'react';
import { BigButton } from './big-button.tsx';
import { clockTime, dayWords } from './day-time.ts';
import type { News } from './field-state.ts';
import { Sheet } from './sheet.tsx';
import type { Item } from './store.ts';
import { useWords, type Words } from './words.ts';

const REPLY_WORDS = { safe: 'news.safe', 'need-help': 'news.help' } as const satisfies Record<
  Reply,
  Words
>;
const SAID_WORDS = {
  safe: 'news.said-safe',
  'need-help': 'news.said-help',
} as const satisfies Record<Reply, Words>;

interface Props {
  news: readonly News[];
  items: readonly Item[];
  timezone: string;
  onReply: (news: News, reply: Reply) => void;
  onRead: (ids: readonly string[]) => void;
  onClose: () => void;
}

/** What staff announced, and the answer where they ask for one; being shown it is having read it. */
export function NewsSheet({ news, items, timezone, onReply, onRead, onClose }: Props) {
  const { t, locale } = useWords();
  const unread = news.filter(({ readAt }) => readAt === null).map(({ id }) => id);
  const key = unread.join(' ');
  useEffect(() => {
    if (key !== '') onRead(key.split(' '));
    // Told once for each of them, however often the page is drawn.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [key]);
  return (
    <Sheet title={t('news.title')} onClose={onClose}>
      {news.length === 0 && <p className="text-muted">{t('news.none')}</p>}
      <div className="grid gap-5">
        {news.map((one) => (
          <article key={one.id} className="rounded-card border-[1.5px] border-line bg-raised p-4">
            <p className="text-sm text-muted tabular">
              {dayWords(Date.parse(one.createdAt), timezone, locale)},{' '}
              {clockTime(Date.parse(one.createdAt), timezone)}
            </p>
            <p
              lang={one.locale}
              className="mt-1.5 text-[1.0625rem] break-words whitespace-pre-line"
            >
              {one.text}
            </p>
            {one.asksReply && <Answer news={one} items={items} onReply={onReply} />}
          </article>
        ))}
      </div>
    </Sheet>
  );
}

function Answer({ news, items, onReply }: Pick<Props, 'items' | 'onReply'> & { news: News }) {
  const { t } = useWords();
  const waiting = items.findLast(
    ({ command }) => command.kind === 'reply' && command.announcement === news.id,
  );
  const said = waiting?.command.kind === 'reply' ? waiting.command.reply : news.reply;
  return (
    <div className="mt-4 grid gap-3">
      <output className="empty:hidden">
        {said && t(SAID_WORDS[said])}
        {waiting && ` · ${t('news.waiting')}`}
      </output>
      <div className="grid grid-cols-2 gap-3 max-[19rem]:grid-cols-1">
        {REPLIES.map((reply) => (
          <BigButton
            key={reply}
            look={reply === 'need-help' ? 'trouble' : 'plain'}
            aria-pressed={said === reply}
            onClick={() => onReply(news, reply)}
          >
            {t(REPLY_WORDS[reply])}
          </BigButton>
        ))}
      </div>
    </div>
  );
}

/** That something was announced which this person has not seen, or not answered. */
export function NewsBar({ news, onOpen }: { news: readonly News[]; onOpen: () => void }) {
  const { t } = useWords();
  const open = news.filter(
    ({ readAt, asksReply, reply }) => readAt === null || (asksReply && reply === null),
  );
  if (open.length === 0) return null;
  return (
    <BigButton className="border-accent bg-flame-soft" onClick={onOpen}>
      {t('news.new', { n: open.length })}
    </BigButton>
  );
}
