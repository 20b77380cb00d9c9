import type { BoardCity } from '@lantern/schemas/board';
import { regionOf } from '@lantern/schemas/region';
import { CityMark } from '@lantern/ui/city-mark';
import type { Language } from '../../shared/i18n/language.ts';
import {
  cityKindWords,
  outcomeWords,
  phaseWords,
  regionWords,
  stepWords,
} from '../../shared/day-words.ts';
import type { Column } from '../../shared/table-column.ts';
import { lateBy, markOf, urgencyOf } from './board-city.ts';

interface Options {
  language: Language;
  /** The day's time, ms. */
  now: number;
  /** Opens a city's drawer. */
  open: (slug: string) => void;
  opened: string | null;
}

/** The columns of the board: first what somebody has to look at. */
export function columnsOf({ language, now, open, opened }: Options): Column<BoardCity>[] {
  const { t, locale } = language;
  return [
    {
      id: 'city',
      title: t('board.city'),
      value: ({ name }) => name[locale],
      cell: (city) => (
        <button
          type="button"
          data-row
          aria-expanded={opened === city.slug}
          className="inline-flex min-h-touch items-center gap-2 text-left font-semibold underline-offset-4 hover:underline"
          onClick={() => open(city.slug)}
        >
          <CityMark state={markOf(city)} />
          {city.name[locale]}
        </button>
      ),
    },
    {
      id: 'needs',
      title: t('board.needs'),
      value: (city) => -urgencyOf(city, now),
      cell: (city) => <Needs city={city} now={now} language={language} />,
    },
    { id: 'phase', title: t('board.phase'), value: (city) => standingOf(city, language) },
    {
      id: 'next',
      title: t('board.next'),
      value: ({ next }) => (next ? Date.parse(next.dueAt) : null),
      cell: ({ next, timezone }) =>
        next && `${t(stepWords(next.step))} · ${timeIn(next.dueAt, timezone, locale)}`,
    },
    {
      id: 'starts',
      title: t('board.starts'),
      value: ({ startsAt }) => (startsAt ? Date.parse(startsAt) : null),
      cell: ({ startsAt, timezone }) => startsAt && timeIn(startsAt, timezone, locale),
    },
    {
      id: 'heard',
      title: t('board.heard'),
      value: ({ heardAt }) => (heardAt ? Date.parse(heardAt) : null),
      cell: ({ heardAt }) =>
        heardAt &&
        t('board.minutes-ago', {
          n: Math.max(0, Math.floor((now - Date.parse(heardAt)) / 60_000)),
        }),
    },
    {
      id: 'team',
      title: t('board.team'),
      value: ({ coordinators, deputies }) => coordinators + deputies,
      cell: (city) =>
        city.coordinators + city.deputies === 0
          ? t('board.nobody')
          : t('board.team-of', { n: city.coordinators + city.deputies, ready: city.ready }),
    },
    { id: 'people', title: t('board.people'), value: ({ people }) => people, align: 'end' },
    {
      id: 'signatures',
      title: t('board.signatures'),
      value: ({ signatures }) => signatures,
      align: 'end',
    },
    {
      id: 'region',
      title: t('board.region'),
      value: ({ country }) => {
        const region = regionOf(country);
        return region ? t(regionWords(region)) : country;
      },
    },
    { id: 'kind', title: t('board.kind'), value: ({ kind }) => t(cityKindWords(kind)) },
  ];
}

/** What happened outranks that it did. */
export function standingOf({ phase, outcome }: BoardCity, { t }: Language): string {
  return outcome && phase !== 'there' ? t(outcomeWords(outcome)) : t(phaseWords(phase));
}

/** A time of the day by the city's own clock. */
export function timeIn(instant: string, timeZone: string, locale: string): string {
  return new Intl.DateTimeFormat(locale, {
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone,
  }).format(new Date(instant));
}

function Needs({ city, now, language }: { city: BoardCity; now: number; language: Language }) {
  const { t } = language;
  const late = lateBy(city, now);
  const { alarm, incidents, disputed } = city;
  const words = [
    ...(incidents > 0 ? [t('board.incidents', { n: incidents })] : []),
    ...(alarm ? [t(alarm.acknowledged ? 'board.alarm-taken' : `board.alarm-${alarm.level}`)] : []),
    ...(disputed ? [t('board.disputed')] : []),
    ...(late !== null && !alarm ? [t('board.late', { n: late })] : []),
  ];
  const strong = incidents > 0 || (alarm && !alarm.acknowledged);
  return <span className={strong ? 'font-semibold text-danger' : ''}>{words.join(' · ')}</span>;
}
