import { MESSAGE_MAX } from '@lantern/schemas/contact';
import { OUTCOMES } from '@lantern/schemas/action';
import { PUBLISHED_STATES, type CitiesJson } from '@lantern/schemas/public-json';
import { RSVP_PARTY_MAX } from '@lantern/schemas/rsvp';
import { KEPT } from '@lantern/schemas/retention';
import type { Api } from '../../shared/api/api.ts';
import { dayInWords, hoursInWords, momentInWords } from './city-times.server.ts';
import type { CityWords } from './city-words.server.ts';

/** A city as published. */
export type City = Awaited<ReturnType<Api['places']['city']>>;
type Action = City['actions'][number];

/** What a city's page shows, in words: the browser writes no time and no name by itself but the reader's hour. */
export function cityView(city: City, counted: CitiesJson['cities'][number], words: CityWords) {
  const { t, locale, country } = words;
  const name = city.name[locale];
  const nobody = city.actions.length === 0 && !city.hasPeople && city.offered;
  return {
    slug: city.slug,
    name,
    code: city.country,
    country: country(city.country),
    description: t('description', { city: name, country: country(city.country) }),
    kind: t(`kind.${city.kind}`),
    status: city.status,
    outcome: city.outcome,
    since:
      city.statusAt &&
      t('state.since', { time: momentInWords(locale, city.timezone, city.statusAt) }),
    states: Object.fromEntries(PUBLISHED_STATES.map((state) => [state, t(`state.${state}`)])),
    outcomes: Object.fromEntries(OUTCOMES.map((outcome) => [outcome, t(`outcome.${outcome}`)])),
    actions: city.actions.map((action) => actionView(action, city, words)),
    nobody: nobody ? t(`nobody.${city.kind}`) : null,
    signed:
      counted.signatures === null
        ? t('signed.few')
        : t('signed.count', { count: counted.signatures, city: name }),
    words: {
      all: t('all'),
      state: t('state.title'),
      actions: t('actions.title'),
      none: t('actions.none'),
      nobody: t('nobody.title'),
      how: t('nobody.how'),
      signed: t('signed.title'),
      sign: t('signed.sign', { city: name }),
    },
    rsvp: rsvpWords(words),
    contact: contactWords(words, { name, hasPeople: city.hasPeople }),
  };
}

export type CityView = ReturnType<typeof cityView>;

function actionView(action: Action, city: City, { t, locale }: CityWords) {
  const { id, kind, startsAt, endsAt, localDate, place, precision, outcome, calledOff } = action;
  const name = city.name[locale];
  const where = place !== null && precision !== 'city' ? precision : 'city';
  return {
    id,
    title: t(`action.${kind}`),
    isMain: action.isMain,
    day: dayInWords(locale, localDate),
    localDate,
    startsAt,
    hours:
      startsAt === null
        ? t('when.no-hour')
        : hoursInWords(locale, city.timezone, { startsAt, endsAt }),
    where: t(`where.${where}`, { place: place ?? name, city: name }),
    details: action.details,
    detailsLocale: action.detailsLocale,
    outcome,
    calledOff: calledOff ? t('action.called-off') : null,
    /** Null: nobody has to say that they come, or nobody can any more. */
    rsvp: takesMore(action) ? { full: action.full } : null,
    words: {
      when: t('when'),
      where: t('where'),
      calendar: t('calendar'),
      reader: t('when.reader'),
    },
  };
}

const takesMore = ({ capacity, calledOff, outcome, over }: Action): boolean =>
  capacity !== null && !calledOff && outcome === null && !over;

export type ActionView = ReturnType<typeof actionView>;

function rsvpWords({ t }: CityWords) {
  return {
    title: t('rsvp.title'),
    lead: t('rsvp.lead'),
    full: t('rsvp.full'),
    party: t('rsvp.party'),
    partyHint: t('rsvp.party-hint'),
    parties: Array.from({ length: RSVP_PARTY_MAX }, (_, n) =>
      n === 0 ? t('rsvp.party-one') : t('rsvp.party-count', { count: n + 1 }),
    ),
    send: t('rsvp.send'),
    sendFull: t('rsvp.send-full'),
    kept: t('rsvp.kept', { days: KEPT.rsvpDays }),
    sent: t('rsvp.sent'),
    sentText: t('rsvp.sent-text'),
    trap: t('trap'),
  };
}

function contactWords({ t }: CityWords, { name, hasPeople }: { name: string; hasPeople: boolean }) {
  return {
    title: t(hasPeople ? 'contact.title' : 'contact.title-nobody'),
    lead: t(hasPeople ? 'contact.lead' : 'contact.lead-nobody', { city: name }),
    safety: t('contact.safety'),
    emailWhy: t('contact.email-why'),
    text: t('contact.text'),
    textHint: t('contact.text-hint', { max: MESSAGE_MAX }),
    send: t('contact.send'),
    kept: t('contact.kept', { days: KEPT.settledMessageDays }),
    sent: t('contact.sent'),
    sentText: t('contact.sent-text'),
    trap: t('trap'),
  };
}
