import { Notice } from '@lantern/ui/notice';
import { useLanguage } from '../../shared/i18n/language.ts';
import { useFlow } from './use-flow.ts';

/** Shares of the last day that a person should look at; nothing while all is as one would expect. */
export function Alarms() {
  const { t, locale } = useLanguage();
  const { data } = useFlow();
  if (!data) return null;
  const { confirmedLastDay, countries, providers, domain } = data.alarms;
  if (countries.length === 0 && providers.length === 0 && domain === null) return null;
  const region = new Intl.DisplayNames(locale, { type: 'region' });
  const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 });
  const named = [
    ...countries.map((alarm) => ({ ...alarm, name: region.of(alarm.key) ?? alarm.key })),
    ...providers.map((alarm) => ({ ...alarm, name: alarm.key })),
  ];
  return (
    <Notice tone="warm" className="mt-6" title={t('overview.alarm')}>
      <ul className="list-disc ps-5">
        {named.map(({ key, name, day, shareOfDay, shareBefore }) => (
          <li key={key}>
            {t('overview.alarm-share', {
              name,
              n: day,
              share: percent.format(shareOfDay),
              before: percent.format(shareBefore),
            })}
          </li>
        ))}
        {domain !== null && (
          <li>{t('overview.alarm-domain', { n: domain, all: confirmedLastDay })}</li>
        )}
      </ul>
      <p className="mt-1">{t('overview.alarm-do')}</p>
    </Notice>
  );
}
