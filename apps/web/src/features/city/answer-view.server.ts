import type { Api } from '../../shared/api/api.ts';
import { dayInWords, hoursInWords } from './city-times.server.ts';
import type { CityWords } from './city-words.server.ts';

type Answer = Awaited<ReturnType<Api['rsvp']['look']>>;

/** What the page behind a mailed link shows, in words. */
export function answerView({ state, party, action }: Answer, { t, locale }: CityWords) {
  const open = action?.open ?? false;
  return {
    state,
    title: t(`answer.${state}.title`),
    text: open || state === 'cancelled' ? t(`answer.${state}.text`) : t('answer.closed'),
    party: t('answer.party', { count: party }),
    /** Null: nothing is left to say yes to. */
    join:
      open && (state === 'pending' || state === 'cancelled') ? t(`answer.${state}.button`) : null,
    cancel: state === 'going' || state === 'waiting' ? t('answer.cancel') : null,
    erase: t('answer.erase'),
    eraseText: t('answer.erase-text'),
    action: action && {
      id: action.id,
      city: action.city,
      line: `${t(`action.${action.kind}`)}, ${action.name[locale]}`,
      day: dayInWords(locale, action.localDate),
      hours:
        action.startsAt === null
          ? t('when.no-hour')
          : hoursInWords(locale, action.timezone, { ...action, startsAt: action.startsAt }),
      calledOff: action.calledOff ? t('action.called-off') : null,
      calendar: t('calendar'),
      page: t('answer.page'),
    },
  };
}

/** The same once there is nothing behind the link (any more). */
export const endedView = (how: 'gone' | 'erased', { t }: CityWords) => ({
  title: t(`answer.${how}.title`),
  text: t(`answer.${how}.text`),
});
