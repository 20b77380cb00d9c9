import { toDayTime } from '@lantern/schemas/day-clock';
import { ERROR_STATUS } from '@lantern/schemas/error-codes';
import { data, type RouterContextProvider } from 'react-router';
import { Countdown } from '../features/home/countdown.tsx';
import { writeCandles, writeDay } from '../features/home/day.server.tsx';
import { daysToGo } from '../features/home/days-to-go.server.ts';
import { writeHappens } from '../features/home/happens.server.tsx';
import { homeWords } from '../features/home/home-words.server.ts';
import { writeSupporters } from '../features/home/supporters.server.tsx';
import { writeWhy } from '../features/home/why.server.tsx';
import { momentOf } from '../features/live/day-moment.ts';
import { placesWords } from '../features/places/places-words.server.ts';
import { writePlaces } from '../features/places/places.server.tsx';
import { Closed, Paused, Upcoming } from '../features/signing/not-open.tsx';
import { SignForm } from '../features/signing/sign-form.tsx';
import { apiContext, requestContext, writtenOnceContext } from '../shared/api/load-context.ts';
import { editionParam, localeParam, needed } from '../shared/api/loading.ts';
import { writtenDates } from '../shared/edition-dates.server.ts';
import { useEdition } from '../shared/edition.ts';
import { useLanguage } from '../shared/i18n/translate.ts';
import { pathTo } from '../shared/paths.ts';
import { LiveTotal } from '../shared/live-total.tsx';
import { cityOptions, countryOptions } from '../shared/options.server.ts';
import { useWrittenMarkup } from '../shared/written-once.ts';
import type { Route } from './+types/home-page.ts';

export async function loader({ params, context, url }: Route.LoaderArgs) {
  const locale = localeParam(params);
  const edition = editionParam(url);
  const { count, cities, names, about, moment } = await readHome(context, { locale, edition });
  const { formState } = context.get(requestContext);
  const words = homeWords(locale);
  const asked = edition ?? null;
  // Linked from a city's page; a refused form says what was chosen since.
  const from = cities.cities.find(({ slug }) => slug === url.searchParams.get('city'));
  const chosen = formState?.values ?? { country: from?.country, city: from?.slug };
  context.set(writtenOnceContext, {
    countries: countryOptions(locale, chosen['country']),
    cities: cityOptions(cities, locale, chosen['city']),
    why: writeWhy(asked, words),
    candles: writeCandles(),
    day: writeDay(
      moment === 'before'
        ? null
        : { href: pathTo(locale, '/live', { edition }), isOver: moment === 'after' },
      words,
    ),
    places: writePlaces({ places: cities.cities, edition: asked }, placesWords(locale)),
    supporters: writeSupporters(names, words),
    happens: writeHappens(
      { delivers: writtenDates(about, locale).delivers, edition: asked },
      words,
    ),
  });
  const page = {
    count,
    hasCities: cities.cities.length > 0,
    from: chosen['city'],
    // A refused form was posted to another address, and brings its code along.
    source: formState?.values['ref'] ?? url.searchParams.get('ref'),
    formState,
    // The database's time, by which the number is true as well.
    toGo: daysToGo(about, new Date(count.asOf), words),
  };
  return data(page, { status: formState ? ERROR_STATUS[formState.code] : 200 });
}

type Asked = Parameters<ReturnType<typeof apiOf>['petition']['page']>[0];

const apiOf = (context: Readonly<RouterContextProvider>) => context.get(apiContext);

/** Everything the page tells; nothing more is asked for once it is read. */
async function readHome(context: Readonly<RouterContextProvider>, asked: Asked) {
  const { counts, petition, supporters, live } = apiOf(context);
  const { edition } = asked;
  const [count, cities, names, page, day] = await needed(
    Promise.all([
      counts.current({ edition }),
      counts.cities({ edition }),
      supporters.newest({ edition }),
      petition.page(asked),
      live.day({ edition }),
    ]),
  );
  const now = toDayTime(day.dayClock, Date.parse(count.asOf));
  return { count, cities, names, about: page.edition, moment: momentOf(day.date, now) };
}

export default function HomePage({ loaderData }: Route.ComponentProps) {
  const { t } = useLanguage();
  return (
    <>
      <title>{`${t('home.title')} · ${t('site.name')}`}</title>
      <meta name="description" content={t('home.description')} />
      <section className="mx-auto grid w-full max-w-page gap-x-16 px-5 pb-14 md:px-8 lg:grid-cols-[1fr_27rem] lg:grid-rows-[auto_1fr] lg:pb-24 lg:pt-10">
        <div>
          <h1 className="text-[clamp(2rem,10vw,2.25rem)] md:text-[3.25rem] lg:text-[4.5rem] lg:tracking-[-0.01em]">
            {t('home.title')}
          </h1>
          <LiveTotal initial={loaderData.count} className="mt-3 lg:mt-8" />
        </div>
        <div className="mt-4 max-w-reading md:mt-8 lg:row-span-2 lg:mt-0">
          <Signing {...loaderData} />
        </div>
        <div className="mt-12 max-w-reading" {...useWrittenMarkup('why')} />
      </section>
      <TheDay toGo={loaderData.toGo} />
      <div {...useWrittenMarkup('supporters')} />
      <section
        className="mx-auto w-full max-w-page px-5 py-14 md:px-8 lg:py-24"
        {...useWrittenMarkup('happens')}
      />
    </>
  );
}

type Loaded = Route.ComponentProps['loaderData'];

/** The form, or why there is none now. */
function Signing(form: Loaded) {
  const { phase } = useEdition();
  switch (phase) {
    case 'open':
      return <SignForm {...form} />;
    case 'paused':
      // A form refused by a pause comes back filled in, to be sent once signing goes on.
      return form.formState ? <SignForm {...form} /> : <Paused />;
    case 'upcoming':
      return <Upcoming />;
    case 'closed':
      return <Closed />;
    default:
      return phase satisfies never;
  }
}

/** The day in the night room: when, what, and where it can happen. */
function TheDay({ toGo }: Pick<Loaded, 'toGo'>) {
  const { dates } = useEdition();
  return (
    <section className="room-night overflow-hidden">
      <div className="relative mx-auto w-full max-w-page px-5 pt-2 md:px-8 lg:pt-24">
        <div
          className="-mx-5 lg:absolute lg:-end-16 lg:top-6 lg:mx-0 lg:w-[40rem]"
          {...useWrittenMarkup('candles')}
        />
        <h2 className="text-[2rem] lg:max-w-lg lg:text-[3rem]">
          <time dateTime={dates.dayIso}>{dates.day}</time>
        </h2>
        <Countdown {...toGo} />
        <div {...useWrittenMarkup('day')} />
      </div>
      <div
        className="mx-auto w-full max-w-page px-5 pb-16 pt-14 md:px-8 lg:pb-24 lg:pt-24"
        {...useWrittenMarkup('places')}
      />
    </section>
  );
}
