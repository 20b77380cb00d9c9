import type { CityState } from '@lantern/ui/city-mark';
import { kindWords, stepWords } from '../../shared/day-words.ts';
import type { Language } from '../../shared/i18n/language.ts';
import type { Alarm } from './use-alarms.ts';

/** What is wrong, in a few words. */
export function whatOf({ kind, step, actionKind }: Alarm, { t }: Language): string {
  if (kind !== 'silence') return t(`alarms.what-${kind}`);
  if (step === null) return t('alarms.what-silence');
  const words = t(stepWords(step));
  const of = actionKind ? `${words} · ${t(kindWords(actionKind))}` : words;
  return t('alarms.what-step', { step: of });
}

/** The mark that stands beside it: shape tells it apart, not colour. */
export const markOf = ({ level }: Pick<Alarm, 'level'>): CityState =>
  level === 'red' ? 'trouble' : 'silent';

/** A time of the day by the city's own clock. */
export function timeThere(instant: string, { timezone }: Pick<Alarm, 'timezone'>, locale: string) {
  return new Intl.DateTimeFormat(locale, {
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone: timezone,
  }).format(new Date(instant));
}

/** Whole minutes from an instant until `now`, both by the day's clock. */
export const minutesSince = (instant: string, now: number): number =>
  Math.max(0, Math.floor((now - Date.parse(instant)) / 60_000));
