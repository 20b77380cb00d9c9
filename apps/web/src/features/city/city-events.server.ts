import { pathTo } from '../../shared/paths.ts';
import type { City } from './city-view.server.ts';
import type { CityWords } from './city-words.server.ts';

/** A city's actions for those that read schema.org: what is published of them and nothing else. */
export function cityEvents(
  city: City,
  { t, locale, country }: CityWords,
  { origin }: { origin: string },
): object | null {
  if (city.actions.length === 0) return null;
  const name = city.name[locale];
  const url = `${origin}${pathTo(locale, `/cities/${city.slug}`)}`;
  return {
    '@context': 'https://schema.org',
    '@graph': city.actions.map((action) => ({
      '@type': 'Event',
      '@id': `${url}#action-${action.id}`,
      name: `${t(`action.${action.kind}`)}, ${name}`,
      startDate: action.startsAt ?? action.localDate,
      ...(action.endsAt !== null && { endDate: action.endsAt }),
      eventStatus: `https://schema.org/${action.calledOff ? 'EventCancelled' : 'EventScheduled'}`,
      eventAttendanceMode: 'https://schema.org/OfflineEventAttendanceMode',
      location: {
        '@type': 'Place',
        name: action.place ?? name,
        address: {
          '@type': 'PostalAddress',
          addressLocality: name,
          addressCountry: country(city.country),
        },
      },
      url,
    })),
  };
}
