import { PAST_DAYS, type PastDay } from './past-days.server.ts';
import type { StatementWords } from './statement-words.server.ts';

interface Props {
  day: PastDay;
  words: StatementWords;
}

/** The day year by year: a table where there is room, and a list of the same on a phone. */
export function PastDays({ words }: { words: StatementWords }) {
  const { t } = words;
  return (
    <section aria-labelledby="days">
      <h2 id="days" className="mb-3 text-2xl">
        {t('why.day.title')}
      </h2>
      <p className="max-w-reading">{t('why.day.anniversary')}</p>
      <ol className="mt-6 border-t border-line">
        {PAST_DAYS.map((day) => (
          <PastDayRow key={day.year} day={day} words={words} />
        ))}
      </ol>
      <p className="mt-4 max-w-reading text-[0.9375rem] text-muted">{t('why.day.gaps')}</p>
    </section>
  );
}

function PastDayRow({ day, words }: Props) {
  const { t } = words;
  return (
    <li className="grid gap-x-8 gap-y-2 border-b border-line py-5 md:grid-cols-[6rem_1fr] lg:grid-cols-[6rem_1fr_14rem]">
      <h3 className="tabular text-2xl md:text-3xl">{day.year}</h3>
      <div className="max-w-reading">
        <p className="tabular font-semibold">
          {[day.date && words.day(day.date), countsOf(day, words)].filter(Boolean).join(' · ')}
        </p>
        <p className="mt-1">{t(`why.days.${day.year}`)}</p>
      </div>
      <Sources day={day} words={words} />
    </li>
  );
}

function countsOf({ cities, countries, counted }: PastDay, { t }: StatementWords): string {
  if (cities === null) return '';
  const told = t(`why.days.${counted}`, { cities });
  return countries === null ? told : `${told}, ${t('why.days.countries', { countries })}`;
}

function Sources({ day: { sources, year }, words: { t } }: Props) {
  return (
    <div className="text-sm text-muted md:col-start-2 lg:col-start-3">
      <h4 className="sr-only">{`${t('why.day.sources')}, ${year}`}</h4>
      <ul className="flex flex-wrap gap-x-4 lg:flex-col">
        {sources.length === 0 && <li>{t('why.day.no-address')}</li>}
        {sources.map((address, index) => (
          <li key={address}>
            <a
              className="inline-flex min-h-touch items-center underline underline-offset-4 lg:min-h-7"
              href={address}
              rel="noreferrer"
            >
              {nameOf(sources, index)}
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** The site's name; numbered where a year has several pages of one site. */
function nameOf(sources: readonly string[], index: number): string {
  const hosts = sources.map((address) => new URL(address).host.replace(/^www\./u, ''));
  const host = hosts[index] ?? '';
  if (hosts.indexOf(host) === hosts.lastIndexOf(host)) return host;
  return `${host} (${hosts.slice(0, index + 1).filter((other) => other === host).length})`;
}
