import { Flame } from '@lantern/ui/flame';
import { useEdition } from '../../shared/edition.ts';
import { useLanguage } from '../../shared/i18n/translate.ts';

/** The day itself, in the night room: when, where, and what it has been. */
export function TheDay() {
  const { t } = useLanguage();
  const { dates } = useEdition();
  return (
    <section className="room-night night-sky">
      <div className="mx-auto w-full max-w-page px-5 py-16 md:px-8 lg:py-24">
        <div className="flex items-end gap-4" aria-hidden>
          <Flame className="h-9 w-7 opacity-60" />
          <Flame className="h-14 w-10" />
          <Flame className="h-8 w-6 opacity-70" />
        </div>
        <h2 className="mt-6 text-[2rem] lg:text-[3rem]">
          <time dateTime={dates.dayIso}>{dates.day}</time>
        </h2>
        <p className="mt-4 max-w-reading text-lg">{t('day.what')}</p>
        <p className="mt-4 max-w-reading text-muted">{t('day.where')}</p>
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
