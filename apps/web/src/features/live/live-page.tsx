import { useMemo } from 'react';
import { apiContext } from '../../shared/api/load-context.ts';
import { editionParam, localeParam, needed } from '../../shared/api/loading.ts';
import { useEdition } from '../../shared/edition.ts';
import { useLanguage } from '../../shared/i18n/translate.ts';
import { pathTo } from '../../shared/paths.ts';
import type { Route } from './+types/live-page.ts';
import { Announcer } from './announcer.tsx';
import { CityFilter } from './city-filter.tsx';
import { CityList } from './city-list.tsx';
import { DayFeed } from './day-feed.tsx';
import { momentOf } from './day-moment.ts';
import { DayStrip } from './day-strip.tsx';
import type { Choice, LiveCity, LiveRegion } from './live-city.ts';
import { readLiveDay, type LiveDay } from './live-day.server.ts';
import { LiveMap } from './live-map.tsx';
import { LiveNumber } from './live-number.tsx';
import { filled } from './live-words.ts';
import { NotLive, StandingStill } from './standing-still.tsx';
import { StateTiles } from './state-tiles.tsx';
import { useLiveDay, type LiveView } from './use-live-day.ts';

export async function loader({ params, context, url }: Route.LoaderArgs) {
  const asked = {
    locale: localeParam(params),
    edition: editionParam(url),
    search: url.searchParams,
  };
  return await needed(readLiveDay(context.get(apiContext), asked));
}

/** The day as it is published: the number, the lights, the hours, the news, and every city by name. */
export default function LivePage({ loaderData: first }: Route.ComponentProps) {
  const { t } = useLanguage();
  const { words } = first;
  const view = useLiveDay(first);
  const cities = useMemo(() => citiesOf(view.regions), [view.regions]);
  const shown = useMemo(() => chosen(view.regions, first.choice), [view.regions, first]);
  const onMap = useMemo(() => citiesOf(shown), [shown]);
  return (
    <div className="room-night">
      <title>{`${words['page.title']} · ${t('site.name')}`}</title>
      <meta name="description" content={words['page.description']} />
      <div className="mx-auto w-full max-w-page px-5 pb-20 pt-4 md:px-8 md:pt-8">
        <Heading first={first} now={view.now} />
        <StandingStill {...first} at={view.asOf} />
        <div className="mt-6 grid gap-x-10 gap-y-8 lg:grid-cols-[minmax(0,1fr)_22rem]">
          <div className="flex min-w-0 flex-col gap-6">
            <LiveNumber view={view} words={words} />
            <StateTiles cities={cities} choice={first.choice} words={words} />
            <div>
              <LiveMap cities={onMap} words={words} />
              <p className="mt-3 max-w-reading text-[0.9375rem] text-muted">
                {words['map.unseen']}
              </p>
            </div>
          </div>
          <DayFeed
            events={view.events}
            cities={cities}
            now={inSteps(view.now, HOUR_MS)}
            words={words}
          />
        </div>
        <div className="mt-10">
          <DayStrip cities={cities} now={inSteps(view.now, MINUTE_MS)} words={words} />
        </div>
        <Cities first={first} shown={shown} />
      </div>
      <Announcer {...first} events={view.events} after={first.seq} cities={cities} />
      {view.freshness === 'not-live' && <NotLive at={view.asOf} words={words} />}
    </div>
  );
}

function Heading({ first: { date, words }, now }: { first: LiveDay; now: LiveView['now'] }) {
  const { dates } = useEdition();
  const moment = momentOf(date, now);
  return (
    <header className="max-w-reading">
      <h1 className="text-[2rem] md:text-[2.75rem]">{words[`${moment}.title`]}</h1>
      <p className="mt-3 text-lg">{filled(words[`${moment}.lead`], 'day', dates.day)}</p>
    </header>
  );
}

/** Every city by name: what the map shows, for keyboards and screen readers. */
function Cities({ first, shown }: { first: LiveDay; shown: readonly LiveRegion[] }) {
  const { locale } = useLanguage();
  const { asked } = useEdition();
  const { words, countries, choice } = first;
  const names = useMemo(() => new Map(countries), [countries]);
  const count = shown.reduce((sum, { cities }) => sum + cities.length, 0);
  const empty = first.regions.length === 0 ? words['list.empty'] : words['list.none'];
  const number = new Intl.NumberFormat(locale).format(count);
  return (
    <section aria-labelledby="cities" className="mt-14">
      <h2 id="cities" className="scroll-mt-4 text-2xl">
        {words['list.title']}
      </h2>
      <CityFilter choice={choice} countries={countries} words={words} />
      <p className="tabular mt-5 text-muted" data-testid="found">
        {count === 0 ? empty : filled(words['list.found'], 'n', number)}
      </p>
      <CityList regions={shown} countries={names} words={words} />
      <p className="mt-8 max-w-reading text-sm text-muted">{words['list.threshold']}</p>
      <p className="mt-6">
        <a
          className="inline-flex min-h-touch items-center font-semibold text-accent underline underline-offset-4"
          href={pathTo(locale, '/press', { edition: asked })}
        >
          {words['list.press']}
        </a>
      </p>
    </section>
  );
}

const citiesOf = (regions: readonly LiveRegion[]) => regions.flatMap(({ cities }) => cities);

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;

/** What is drawn by the clock is not drawn anew for less than anybody sees. */
const inSteps = (now: number, step: number) => Math.floor(now / step) * step;

/** The cities a choice leaves, as they stand now. */
function chosen(regions: readonly LiveRegion[], { state, kind, country }: Choice): LiveRegion[] {
  const fits = (city: LiveCity) =>
    (state === null || city.status === state) &&
    (kind === null || city.kind === kind) &&
    (country === null || city.country === country);
  return regions.flatMap(({ region, cities }) => {
    const own = cities.filter(fits);
    return own.length > 0 ? [{ region, cities: own }] : [];
  });
}
