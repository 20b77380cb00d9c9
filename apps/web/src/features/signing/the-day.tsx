import { useEdition } from '../../shared/edition.ts';
import { useLanguage } from '../../shared/i18n/translate.ts';
import { Candles } from './candles.tsx';

/** The day itself, in the night room: when, where, and what it has been. */
export function TheDay() {
  const { t } = useLanguage();
  const { dates } = useEdition();
  return (
    <section className="room-night overflow-hidden">
      <div className="relative mx-auto w-full max-w-page px-5 pb-16 pt-2 md:px-8 lg:py-24">
        <Candles className="-mx-5 w-[calc(100%+2.5rem)] max-w-none lg:absolute lg:-end-16 lg:top-6 lg:mx-0 lg:w-[40rem]" />
        <div className="lg:max-w-lg">
          <h2 className="text-[2rem] lg:text-[3rem]">
            <time dateTime={dates.dayIso}>{dates.day}</time>
          </h2>
          <p className="mt-4 text-lg">{t('day.what')}</p>
          <p className="mt-4 text-muted">{t('day.where')}</p>
        </div>
        <ul className="mt-10 grid gap-x-10 gap-y-6 border-t border-line pt-8 sm:grid-cols-3">
          <PastDay year="2013" text={t('day.past-2013')} />
          <PastDay year="2018" text={t('day.past-2018')} />
          <PastDay year="2024" text={t('day.past-2024')} />
        </ul>
      </div>
    </section>
  );
}

function PastDay({ year, text }: { year: string; text: string }) {
  return (
    <li>
      <p className="tabular font-serif text-2xl font-semibold text-accent">{year}</p>
      <p className="mt-1 text-[0.9375rem] text-muted">{text}</p>
    </li>
  );
}
