import type { FieldCode } from '@lantern/schemas/error-codes';
import type { Language, MessageId } from '../../shared/i18n/language.ts';
import { proseFault } from '../../shared/prose-fault.ts';
import type { ActionDraft } from './action-draft.ts';

/** Minutes as a person says them. */
export function spanInWords(minutes: number, { t }: Pick<Language, 't'>): string {
  return minutes >= 60 && minutes % 30 === 0
    ? t('action.hours', { n: minutes / 60 })
    : t('action.minutes', { n: minutes });
}

/** A day of a calendar, as a person says it. */
export const dayInWords = (day: string, { locale }: Pick<Language, 'locale'>): string =>
  new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeZone: 'UTC' }).format(
    new Date(`${day}T00:00:00Z`),
  );

/** The words of a field's fault. */
export function faultWords(field: keyof ActionDraft, code: FieldCode): MessageId {
  if (code === 'no-such-time') return 'action.time-skipped';
  if (field === 'localDate' && code === 'invalid') return 'action.date-wrong';
  if (field === 'capacity') return 'action.capacity-wrong';
  return proseFault(code, 'fault.input');
}
