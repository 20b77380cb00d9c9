import { useLanguage, type Language } from '../../shared/i18n/language.ts';
import type { NewsDetail } from './news.ts';

/** What was done with it, when and by whom. */
export function NewsRecord({ news }: { news: NewsDetail }) {
  const language = useLanguage();
  return (
    <ul className="mt-1 text-sm text-muted">
      {recordOf(news, language).map((line) => (
        <li key={line} className="wrap-anywhere">
          {line}
        </li>
      ))}
    </ul>
  );
}

function recordOf(news: NewsDetail, { t, locale }: Language): string[] {
  const format = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' });
  const at = (instant: string) => format.format(new Date(instant));
  const { createdAt, createdBy, startedAt, startedBy, endedAt } = news;
  return [
    t('news.created', { time: at(createdAt), who: createdBy ?? '' }),
    ...(startedAt ? [t('news.started', { time: at(startedAt), who: startedBy ?? '' })] : []),
    ...(endedAt ? [t('news.ended', { time: at(endedAt) })] : []),
  ];
}
