import { Button } from '@lantern/ui/button';
import { DataTable } from '../../shared/data-table.tsx';
import { regionWords } from '../../shared/day-words.ts';
import { useLanguage } from '../../shared/i18n/language.ts';
import { RemoveShift } from './remove-shift.tsx';
import { shiftTime } from './shift-time.ts';
import type { Shift } from './use-duty.ts';

/** All shifts in their order; `onEdit` for those who may plan. */
export function ShiftList({
  shifts,
  onEdit,
}: {
  shifts: Shift[];
  onEdit: ((shift: Shift) => void) | null;
}) {
  const { t, locale } = useLanguage();
  return (
    <DataTable
      id="shifts"
      caption={t('duty.shifts')}
      rows={shifts}
      rowKey={({ id }) => id}
      columns={[
        { id: 'name', title: t('duty.person'), value: ({ name }) => name },
        {
          id: 'region',
          title: t('duty.region'),
          value: ({ region }) => (region ? t(regionWords(region)) : t('duty.world')),
        },
        {
          id: 'from',
          title: t('duty.from'),
          value: ({ startsAt }) => startsAt,
          cell: ({ startsAt }) => shiftTime(startsAt, locale),
        },
        {
          id: 'to',
          title: t('duty.to'),
          value: ({ endsAt }) => endsAt,
          cell: ({ endsAt }) => shiftTime(endsAt, locale),
        },
        ...(onEdit
          ? [
              {
                id: 'duress',
                title: t('duty.duress'),
                value: ({ duress }: Shift) => t(duress === true ? 'duty.yes' : 'duty.no'),
              },
              {
                id: 'acts',
                title: t('duty.acts'),
                sortable: false,
                value: () => null,
                cell: (shift: Shift) => actsOf(shift, onEdit),
              },
            ]
          : []),
      ]}
      empty={t('duty.none')}
      pageSize={50}
    />
  );
}

const actsOf = (shift: Shift, onEdit: (shift: Shift) => void) => (
  <Acts shift={shift} onEdit={() => onEdit(shift)} />
);

function Acts({ shift, onEdit }: { shift: Shift; onEdit: () => void }) {
  const { t } = useLanguage();
  return (
    <span className="flex flex-wrap gap-2">
      <Button
        type="button"
        look="quiet"
        aria-label={t('duty.edit-of', { name: shift.name })}
        onClick={onEdit}
      >
        {t('duty.edit')}
      </Button>
      <RemoveShift shift={shift} />
    </span>
  );
}
