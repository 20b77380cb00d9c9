import { REGIONS } from '@lantern/schemas/region';
import { regionWords } from '../../shared/day-words.ts';
import { useLanguage } from '../../shared/i18n/language.ts';
import { EndAssignment } from './end-assignment.tsx';
import { calledBy, type Lead } from './use-assignments.ts';

/** Who leads which region; a region without anybody is said. */
export function Leads({ leads, mayEnd }: { leads: readonly Lead[]; mayEnd: boolean }) {
  const { t } = useLanguage();
  return (
    <ul className="grid max-w-reading divide-y divide-line border-y border-line">
      {REGIONS.map((region) => {
        const own = leads.filter((lead) => lead.region === region);
        return (
          <li key={region} className="py-3">
            <h3 className="font-semibold">{t(regionWords(region))}</h3>
            {own.length === 0 && <p className="text-muted">{t('team.no-lead')}</p>}
            {own.map((lead) => (
              <div key={lead.id} className="mt-2 flex flex-wrap items-center gap-x-4 gap-y-2">
                <span className="wrap-anywhere">{calledBy(lead)}</span>
                {mayEnd && <EndAssignment id={lead.id} who={calledBy(lead)} />}
              </div>
            ))}
          </li>
        );
      })}
    </ul>
  );
}
