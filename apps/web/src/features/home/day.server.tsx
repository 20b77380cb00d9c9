import { buttonClass } from '@lantern/ui/button';
import { renderToStaticMarkup } from 'react-dom/server';
import { Candles } from './candles.server.tsx';
import type { HomeWords } from './home-words.server.ts';

/** The crowd with its lights, as HTML. */
export const writeCandles = (): string => renderToStaticMarkup(<Candles className="w-full" />);

/** Where the day can be followed, once it has begun. */
interface Live {
  href: string;
  isOver: boolean;
}

interface Props {
  live: Live | null;
  words: HomeWords;
}

/** What happens on the day, and what it has been, as HTML. */
export function writeDay(live: Live | null, words: HomeWords): string {
  return renderToStaticMarkup(<DayText live={live} words={words} />);
}

function DayText({ live, words: { t } }: Props) {
  return (
    <>
      {live !== null && (
        <p className="mt-5">
          <a className={buttonClass()} href={live.href}>
            {live.isOver ? t('day.published') : t('day.live')}
          </a>
        </p>
      )}
      <p className="mt-5 text-lg lg:max-w-lg">{t('day.what')}</p>
      <p className="mt-4 text-muted lg:max-w-lg">{t('day.where')}</p>
      <h3 className="sr-only">{t('day.before')}</h3>
      <ul className="mt-10 grid gap-x-10 gap-y-6 border-t border-line pt-8 sm:grid-cols-3">
        <PastDay year="2013" text={t('day.past-2013')} />
        <PastDay year="2018" text={t('day.past-2018')} />
        <PastDay year="2024" text={t('day.past-2024')} />
      </ul>
    </>
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
