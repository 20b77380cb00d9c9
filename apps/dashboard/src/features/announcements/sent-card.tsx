import { REGIONS } from '@lantern/schemas/region';
import { Button } from '@lantern/ui/button';
import { useState } from 'react';
import { faultOf, wordsOf } from '../../shared/api/fault.ts';
import { regionWords } from '../../shared/day-words.ts';
import { useLanguage } from '../../shared/i18n/language.ts';
import { Trouble } from '../../shared/trouble.tsx';
import { useReceipts, type Sent } from './use-announcements.ts';

/** What was sent to whom, and how many have read and answered it. */
export function SentCard({ sent }: { sent: Sent }) {
  const { t, locale } = useLanguage();
  const [open, setOpen] = useState(false);
  const { reached, read, safe, needHelp, asksReply } = sent;
  const time = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' });
  const figures = [
    { words: t('announcements.reached'), n: reached },
    { words: t('announcements.read'), n: read },
    ...(asksReply
      ? [
          { words: t('announcements.safe'), n: safe },
          { words: t('announcements.need-help'), n: needHelp },
          { words: t('announcements.silent'), n: reached - safe - needHelp },
        ]
      : [{ words: t('announcements.unread'), n: reached - read }]),
  ];
  return (
    <article
      className={`rounded-card border-[1.5px] bg-raised p-4 ${needHelp > 0 ? 'border-danger' : 'border-line'}`}
    >
      <p className="text-sm text-muted">
        <time dateTime={sent.createdAt}>{time.format(new Date(sent.createdAt))}</time> ·{' '}
        <Audience {...sent} />
        {sent.by !== null && ` · ${sent.by}`}
      </p>
      <p lang={sent.locale} className="mt-2 max-w-reading whitespace-pre-wrap wrap-anywhere">
        {sent.text}
      </p>
      <dl className="mt-4 flex flex-wrap gap-x-8 gap-y-3">
        {figures.map(({ words, n }) => (
          <div key={words} className="flex flex-col-reverse">
            <dt className="text-sm text-muted">{words}</dt>
            <dd className="text-2xl font-semibold tabular-nums">
              {new Intl.NumberFormat(locale).format(n)}
            </dd>
          </div>
        ))}
      </dl>
      <Button
        type="button"
        look="quiet"
        className="mt-4"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        {t(asksReply ? 'announcements.who-silent' : 'announcements.who-unread')}
      </Button>
      {open && <Silent sent={sent} />}
    </article>
  );
}

function Audience({ audience, target, cityName }: Sent) {
  const { t, locale } = useLanguage();
  if (audience === 'all') return t('announcements.to-all');
  if (cityName) return cityName[locale];
  const region = REGIONS.find((one) => one === target);
  return region ? t(regionWords(region)) : target;
}

/** Those whose answer is missing, and first those who need help. */
function Silent({ sent }: { sent: Sent }) {
  const { t, locale } = useLanguage();
  const { data, isError, error } = useReceipts(sent.id);
  if (isError)
    return (
      <div className="mt-3">
        <Trouble text={t(wordsOf(faultOf(error)))} />
      </div>
    );
  if (!data) return <p className="mt-3 text-muted">{t('state.loading')}</p>;
  const helpless = data.filter(({ reply }) => reply === 'need-help');
  const silent = data.filter(({ reply, readAt }) =>
    sent.asksReply ? reply === null : readAt === null,
  );
  if (helpless.length + silent.length === 0)
    return <p className="mt-3">{t('announcements.nobody-silent')}</p>;
  return (
    <ul className="mt-3 grid gap-x-6 gap-y-1 sm:grid-cols-2">
      {[...helpless, ...silent].map(({ accountId, name, cityName, readAt, reply }) => (
        <li key={accountId} className="wrap-anywhere">
          {name}
          {cityName && ` · ${cityName[locale]}`}
          {' · '}
          {reply === 'need-help' ? (
            <strong className="text-danger">{t('announcements.need-help')}</strong>
          ) : (
            <span className="text-muted">
              {t(readAt === null ? 'announcements.not-read' : 'announcements.has-read')}
            </span>
          )}
        </li>
      ))}
    </ul>
  );
}
