import type { Locale } from '@lantern/schemas/locale';
import { homeWords } from '../features/home/home-words.server.ts';
import { languageFor } from '../shared/i18n/catalogues.server.ts';
import { headWords } from './head-words.server.ts';

/** What a page is, for those that read schema.org. */
export interface PageFacts {
  origin: string;
  locale: Locale;
  /** The path after the language. */
  page: string;
  title: string;
  description: string;
  /** The day, ISO date. */
  day: string;
  picture: string;
}

/** The facts of a page as JSON-LD, or null where there are none worth telling. Only what is true. */
export function linkedData(facts: PageFacts): object | null {
  if (facts.page === '') return { '@context': 'https://schema.org', '@graph': homeGraph(facts) };
  if (facts.page === '/petition/counting' || facts.page === '/press')
    return { '@context': 'https://schema.org', ...dataset(facts) };
  if (facts.page === '/live') return { '@context': 'https://schema.org', ...dayEvent(facts) };
  return null;
}

function homeGraph(facts: PageFacts): object[] {
  const { origin, locale, description } = facts;
  const url = `${origin}/${locale}`;
  const name = languageFor(locale).t('site.name');
  return [
    { '@type': 'WebSite', '@id': `${origin}/#site`, url, name, inLanguage: locale, description },
    dayEvent(facts),
  ];
}

/** The day; the page on which it can be followed tells of the very same. */
function dayEvent({ origin, locale, page, day, picture }: PageFacts): object {
  return {
    '@type': 'Event',
    '@id': `${origin}/#day`,
    name: languageFor(locale).t('site.name'),
    description: homeWords(locale).t('day.what'),
    startDate: day,
    endDate: day,
    eventStatus: 'https://schema.org/EventScheduled',
    eventAttendanceMode: 'https://schema.org/OfflineEventAttendanceMode',
    location: { '@type': 'Place', name: headWords(locale).t('event.place') },
    image: picture,
    url: `${origin}/${locale}${page}`,
  };
}

function dataset({ origin, locale, page, title, description }: PageFacts): object {
  const download = (encodingFormat: string, path: string) => ({
    '@type': 'DataDownload',
    encodingFormat,
    contentUrl: `${origin}/api/v1/${path}`,
  });
  return {
    '@type': 'Dataset',
    name: headWords(locale).t('data.name', { title: languageFor(locale).t('home.title') }),
    alternateName: title,
    description,
    url: `${origin}/${locale}${page}`,
    inLanguage: locale,
    isAccessibleForFree: true,
    distribution: [
      ...['count', 'countries', 'history?resolution=day', 'corrections'].map((path) =>
        download('application/json', path),
      ),
      ...['count.csv', 'countries.csv', 'history.csv?resolution=day', 'corrections.csv'].map(
        (path) => download('text/csv', path),
      ),
    ],
  };
}

/** As it may stand inside a `<script>`: no text of it can end that element. */
export const asInertJson = (value: object): string =>
  JSON.stringify(value).replaceAll('<', '\\u003c');
