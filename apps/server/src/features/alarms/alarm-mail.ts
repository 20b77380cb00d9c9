import { ANSWERS_FOR_CITY } from '@lantern/schemas/day-roles';
import type { Locale } from '@lantern/schemas/locale';
import { isUnderChineseLaw } from '@lantern/schemas/mail-provider';
import type { Pool } from 'pg';
import type { ComposedMail } from '../../platform/mail/composed-mail.ts';
import type { DayMail } from '../../platform/mail/queue.ts';
import { readAlarmMail } from './alarm-mail.repo.ts';

interface MailDeps {
  pool: Pool;
  /** Draws it as all mails are drawn. */
  drawDayMail: (mail: {
    locale: Locale;
    what: 'alarm';
    about: { kind: 'silence' | 'incident' | 'help'; city: string } | null;
    path: string;
    rehearsal: boolean;
  }) => Promise<Pick<ComposedMail, 'subject' | 'html' | 'text' | 'headers'>>;
}

/** Composes word of an alarm from what is true when it leaves; null: it is over, or its reader is gone. */
export function createAlarmMails({ pool, drawDayMail }: MailDeps) {
  return async ({ recordId, accountId }: Pick<DayMail, 'recordId' | 'accountId'>) => {
    const found = await readAlarmMail(pool, { alarmId: recordId, accountId });
    if (!found) return null;
    const { email, locale, kind, rehearsal } = found;
    // Duress is told to those it is for on a page of theirs, and written nowhere.
    const isPrivate = kind === 'duress' || isUnderChineseLaw(email);
    const drawn = await drawDayMail({
      locale,
      what: 'alarm',
      about: isPrivate ? null : { kind, city: found.name[locale] },
      path: ANSWERS_FOR_CITY.includes(found.role) ? '/dashboard/field' : '/dashboard/alarms',
      rehearsal,
    });
    return { ...drawn, to: email, locale, rehearsal };
  };
}
