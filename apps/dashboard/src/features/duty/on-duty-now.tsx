import { Notice } from '@lantern/ui/notice';
import { regionWords } from '../../shared/day-words.ts';
import { useLanguage } from '../../shared/i18n/language.ts';
import type { Roster } from './use-duty.ts';

/** Who is on duty at this moment of the day; nobody, and alarms go to every administrator. */
export function OnDutyNow({ roster }: { roster: Roster }) {
  const { t } = useLanguage();
  const { now } = roster;
  const running = roster.shifts.filter(({ startsAt, endsAt }) => startsAt <= now && endsAt > now);
  if (running.length === 0)
    return (
      <Notice tone="warm" className="mt-4 max-w-reading">
        {t('duty.nobody-now')}
      </Notice>
    );
  return (
    <div className="mt-4">
      <p className="font-semibold">{t('duty.now')}</p>
      <ul className="mt-1 flex flex-wrap gap-x-6 gap-y-1">
        {running.map(({ id, name, region, duress }) => (
          <li key={id} className="wrap-anywhere">
            {name} · {region ? t(regionWords(region)) : t('duty.world')}
            {duress === true && ` · ${t('duty.duress')}`}
          </li>
        ))}
      </ul>
    </div>
  );
}
