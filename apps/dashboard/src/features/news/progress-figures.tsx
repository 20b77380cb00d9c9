import { useLanguage, type Language, type MessageId } from '../../shared/i18n/language.ts';
import type { NewsProgress } from './news.ts';

const FIGURES = [
  ['sent', 'news.figure-sent', 'news.figure-sent-note'],
  ['remaining', 'news.figure-remaining', 'news.figure-remaining-note'],
  ['left', 'news.figure-left', 'news.figure-left-note'],
  ['refused', 'news.figure-refused', 'news.figure-refused-note'],
  ['givenUp', 'news.figure-given-up', 'news.figure-given-up-note'],
  ['calledOff', 'news.figure-called-off', 'news.figure-called-off-note'],
] as const satisfies [keyof NewsProgress, MessageId, MessageId][];

/** How far it is: a bar, and the parts that add up to all. */
export function ProgressFigures({ progress }: { progress: NewsProgress }) {
  const language = useLanguage();
  const { t, locale } = language;
  const number = new Intl.NumberFormat(locale);
  const { recipients, remaining } = progress;
  const done = recipients - remaining;
  const dealt = t('news.dealt', { done, all: recipients });
  return (
    <>
      <div className="max-w-reading">
        <progress
          className="h-3 w-full appearance-none overflow-hidden rounded-full border border-line bg-sunken [&::-moz-progress-bar]:bg-flame [&::-webkit-progress-bar]:bg-sunken [&::-webkit-progress-value]:bg-flame"
          aria-label={t('news.under-way')}
          value={recipients === 0 ? 1 : done}
          max={Math.max(1, recipients)}
        />
        <p className="mt-1 flex flex-wrap justify-between gap-x-6">
          <strong className="tabular" data-testid="dealt">
            {dealt}
          </strong>
          <span className="text-muted">{timeLeft(progress, language)}</span>
        </p>
      </div>
      <dl className="mt-6 grid gap-x-8 sm:grid-cols-2 lg:grid-cols-3">
        {FIGURES.map(([key, words, note]) => (
          <div key={key} className="grid grid-cols-[1fr_auto] gap-x-4 border-t border-line py-3">
            <dt className="font-semibold">{t(words)}</dt>
            <dd className="tabular text-end font-serif text-xl font-semibold" data-testid={key}>
              {number.format(progress[key])}
            </dd>
            <dd className="col-span-2 text-sm text-muted">{t(note)}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}

/** When the rest will have left; nothing while it does not leave. */
function timeLeft({ state, held, drainSeconds }: NewsProgress, { t }: Language): string {
  if (state !== 'sending' || held) return '';
  if (drainSeconds === null) return t('news.time-unknown');
  if (drainSeconds <= 60) return t('news.time-soon');
  const minutes = Math.ceil(drainSeconds / 60);
  if (minutes < 100) return t('news.time-minutes', { n: minutes });
  return t('news.time-hours', { n: Math.round(minutes / 60) });
}
