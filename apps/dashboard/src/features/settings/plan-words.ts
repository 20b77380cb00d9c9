import { changedParts, type EditionPlan } from '@lantern/schemas/edition-rules';
import type { EditionSettings } from '@lantern/schemas/edition-settings';
import type { Language, MessageId } from '../../shared/i18n/language.ts';
import { readersTime, zonedTime } from '../../shared/zoned-time.ts';
import type { DraftFault } from './plan-draft.ts';

export const PART_WORDS = {
  date: 'settings.date',
  timezone: 'settings.zone',
  opensAt: 'settings.opens',
  closesAt: 'settings.closes',
  deliversAt: 'settings.delivers',
  goal: 'settings.goal',
} as const satisfies Record<keyof EditionPlan, MessageId>;

/** One part of a plan in words. */
export function partInWords(
  plan: EditionPlan,
  part: keyof EditionPlan,
  { locale }: Pick<Language, 'locale'>,
): string {
  switch (part) {
    case 'goal':
      return new Intl.NumberFormat(locale).format(plan.goal);
    case 'timezone':
      return plan.timezone;
    case 'date':
      return new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeZone: 'UTC' }).format(
        new Date(`${plan.date}T00:00:00Z`),
      );
    case 'opensAt':
    case 'closesAt':
    case 'deliversAt':
      return zonedTime(plan[part], { timezone: plan.timezone, locale });
  }
}

/** The words of a field's fault. */
export function faultWords(fault: DraftFault): MessageId {
  switch (fault) {
    case 'order':
      return 'settings.fault-order';
    case 'in-the-past':
      return 'settings.fault-past';
    case 'delivered':
      return 'settings.fault-delivered';
    case 'taken':
      return 'settings.fault-taken';
    case 'required':
      return 'settings.fault-required';
    case 'skipped':
    case 'no-such-time':
      return 'settings.fault-skipped';
    case 'goal':
      return 'settings.fault-goal';
    case 'unknown-zone':
      return 'fault.input';
  }
}

interface Change {
  from: EditionPlan;
  to: EditionPlan;
  phase: EditionSettings['phase'];
  now: Date;
}

/** What a change does, for the person who is about to make it. */
export function effectsOf({ from, to, phase, now }: Change, { t, locale }: Language): string[] {
  const at = (instant: string) => {
    const time = zonedTime(instant, { timezone: to.timezone, locale });
    const own = readersTime(instant, { timezone: to.timezone, locale });
    return own ? `${time} (${t('settings.for-you', { time: own })})` : time;
  };
  const later = (instant: string) => Date.parse(instant) > now.getTime();
  return changedParts(from, to).map((part) => {
    switch (part) {
      case 'goal':
        return t('settings.effect-goal', { goal: to.goal });
      case 'date':
        return t('settings.effect-date', { date: partInWords(to, 'date', { locale }) });
      case 'timezone':
        return t('settings.effect-zone', { zone: to.timezone });
      case 'opensAt':
        return t(phase === 'upcoming' ? 'settings.effect-opens' : 'settings.effect-opens-stops', {
          time: at(to.opensAt),
        });
      case 'closesAt':
        if (!later(to.closesAt)) return t('settings.effect-closes-now');
        return t(phase === 'closed' ? 'settings.effect-reopens' : 'settings.effect-closes', {
          time: at(to.closesAt),
        });
      case 'deliversAt':
        return t('settings.effect-delivers', { time: at(to.deliversAt) });
    }
  });
}
