import type { LiveStatus } from '@lantern/live-client/live-state';
import { LiveBadge } from '@lantern/ui/live-badge';
import { Notice } from '@lantern/ui/notice';
import { useLanguage, type MessageId } from './i18n/language.ts';

const WORDS = {
  connecting: 'live.connecting',
  fresh: 'live.fresh',
  late: 'live.late',
  'not-live': 'live.not-live',
} as const satisfies Record<LiveStatus, MessageId>;

/** Shape and word: whether the number is current. */
export function LiveWord({ status }: { status: LiveStatus }) {
  const { t } = useLanguage();
  return (
    <output>
      <LiveBadge state={status === 'connecting' ? 'late' : status} word={t(WORDS[status])} />
    </output>
  );
}

/** Says at full width since when the page is not live; never a bare spinner. */
export function NotLiveBanner({ status, asOf }: { status: LiveStatus; asOf: string }) {
  const { t, locale } = useLanguage();
  if (status === 'fresh' || status === 'connecting') return null;
  const time = new Intl.DateTimeFormat(locale, {
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  }).format(new Date(asOf));
  if (status === 'late') {
    return (
      <Notice tone="warm" className="mt-4">
        {t('live.late-text', { time })}
      </Notice>
    );
  }
  return (
    <Notice tone="danger" role="alert" className="mt-4" title={t('live.not-live-since', { time })}>
      {t('live.not-live-text')}
    </Notice>
  );
}
