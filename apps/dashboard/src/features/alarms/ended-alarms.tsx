import { DataTable } from '../../shared/data-table.tsx';
import { useLanguage } from '../../shared/i18n/language.ts';
import { Section } from '../../shared/page.tsx';
import { timeThere, whatOf } from './alarm-words.ts';
import type { Alarm } from './use-alarms.ts';

/** What ended within the last twelve hours, and how. */
export function EndedAlarms({ alarms }: { alarms: Alarm[] }) {
  const language = useLanguage();
  const { t, locale } = language;
  return (
    <Section id="ended" title={t('alarms.ended')}>
      <DataTable
        id="ended"
        caption={t('alarms.ended')}
        rows={alarms}
        rowKey={({ id }) => id}
        columns={[
          { id: 'city', title: t('board.city'), value: ({ name }) => name[locale] },
          { id: 'what', title: t('alarms.what'), value: (alarm) => whatOf(alarm, language) },
          {
            id: 'as',
            title: t('alarms.ended-how'),
            value: ({ closedAs, closedName }) =>
              closedAs === 'settled' && closedName
                ? t('alarms.ended-by', { name: closedName })
                : t(`alarms.ended-${closedAs ?? 'heard'}`),
          },
          {
            id: 'at',
            title: t('alarms.ended-when'),
            value: ({ closedAt }) => closedAt,
            cell: (alarm) => alarm.closedAt && timeThere(alarm.closedAt, alarm, locale),
          },
        ]}
        empty={t('alarms.none')}
        pageSize={25}
      />
    </Section>
  );
}
