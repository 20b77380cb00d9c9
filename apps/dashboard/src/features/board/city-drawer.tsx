import type { BoardCity } from '@lantern/schemas/board';
import { Button } from '@lantern/ui/button';
import { CityMark } from '@lantern/ui/city-mark';
import { useEffect, useRef, type ReactNode } from 'react';
import { stepWords } from '../../shared/day-words.ts';
import { useLanguage } from '../../shared/i18n/language.ts';
import { MAY_ACT_ON_DAY } from '@lantern/schemas/day-roles';
import { Link } from 'react-router';
import { useQuery } from '@tanstack/react-query';
import { useTRPC } from '../../shared/api/trpc.ts';
import { cityPath } from '../../shared/paths.ts';
import { CityOverride } from './city-override.tsx';
import { CityTimeline } from './city-timeline.tsx';
import { lateBy, markOf } from './board-city.ts';
import { standingOf, timeIn } from './board-columns.tsx';

interface Props {
  city: BoardCity;
  edition: string;
  /** Last event of the day that the board knows. */
  seq: number;
  /** The day's time, ms. */
  now: number;
  onChanged: () => void;
  close: () => void;
}

/** One city beside the table: where it stands, and what can be done for it. */
export function CityDrawer({ city, edition, seq, now, onChanged, close }: Props) {
  const { t, locale } = useLanguage();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  useEscape(close);
  const time = (instant: string) => timeIn(instant, city.timezone, locale);
  const late = lateBy(city, now);
  const trpc = useTRPC();
  const me = useQuery(trpc.auth.me.queryOptions());
  const mayAct = me.data ? MAY_ACT_ON_DAY.includes(me.data.role) : false;
  const place = { edition, city: city.slug, timezone: city.timezone };
  return (
    <aside
      aria-labelledby="board-drawer"
      className="mt-8 border-t border-line pt-4 xl:sticky xl:top-4 xl:mt-4 xl:max-h-[calc(100dvh-2rem)] xl:overflow-y-auto xl:border-t-0 xl:border-s xl:ps-6 xl:pt-0"
    >
      <div className="flex items-center justify-between gap-3">
        <h2
          id="board-drawer"
          ref={heading}
          tabIndex={-1}
          className="flex items-center gap-2 text-2xl"
        >
          <CityMark state={markOf(city)} />
          {city.name[locale]}
        </h2>
        <Button type="button" look="quiet" onClick={close}>
          {t('board.close')}
        </Button>
      </div>
      <dl className="mt-3 grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1.5">
        <Fact title={t('board.local-time')}>{time(new Date(now).toISOString())}</Fact>
        <Fact title={t('board.phase')}>
          {standingOf(city, { t, locale })}
          {city.phaseAt && ` · ${time(city.phaseAt)}`}
        </Fact>
        {city.next && (
          <Fact title={t('board.next')}>
            {t(stepWords(city.next.step))} · {time(city.next.dueAt)}
            {late !== null && <strong> · {t('board.late', { n: late })}</strong>}
          </Fact>
        )}
        {city.startsAt && <Fact title={t('board.starts')}>{time(city.startsAt)}</Fact>}
        {city.heardAt && <Fact title={t('board.heard')}>{time(city.heardAt)}</Fact>}
        {city.people !== null && <Fact title={t('board.people')}>{city.people}</Fact>}
        {city.paper !== null && <Fact title={t('board.paper')}>{city.paper}</Fact>}
      </dl>
      <p className="mt-3">
        <Link
          to={cityPath(city.slug, edition)}
          className="inline-flex min-h-touch items-center underline"
        >
          {t('board.plan-and-people')}
        </Link>
      </p>
      {mayAct && (
        <>
          <h3 className="mt-5 mb-2 text-lg">{t('board.timeline')}</h3>
          <CityTimeline place={place} seq={seq} />
          <details className="mt-5">
            <summary className="min-h-touch cursor-pointer py-2 font-semibold">
              {t('board.override-title')}
            </summary>
            <p className="mb-3 text-sm text-muted">{t('board.override-lead')}</p>
            <CityOverride place={place} onDone={onChanged} />
          </details>
        </>
      )}
    </aside>
  );
}

/** Escape closes what is open, wherever the focus is. */
function useEscape(close: () => void): void {
  useEffect(() => {
    const onKey = ({ key }: KeyboardEvent) => key === 'Escape' && close();
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [close]);
}

function Fact({ title, children }: { title: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-muted">{title}</dt>
      <dd>{children}</dd>
    </>
  );
}
