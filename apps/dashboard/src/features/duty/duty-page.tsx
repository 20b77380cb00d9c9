import { MAY_PLAN } from '@lantern/schemas/day-roles';
import { Button } from '@lantern/ui/button';
import { Notice } from '@lantern/ui/notice';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { faultOf, wordsOf } from '../../shared/api/fault.ts';
import { useTRPC } from '../../shared/api/trpc.ts';
import { useLanguage } from '../../shared/i18n/language.ts';
import { Loading } from '../../shared/loading.tsx';
import { Page, Section } from '../../shared/page.tsx';
import { Trouble } from '../../shared/trouble.tsx';
import { CoverPlot } from './cover-plot.tsx';
import { OnDutyNow } from './on-duty-now.tsx';
import { ShiftForm } from './shift-form.tsx';
import { ShiftList } from './shift-list.tsx';
import { useRoster, type Roster, type Shift } from './use-duty.ts';

/** Who is on duty when, over the fifty hours of the day: alarms go to them. */
export default function DutyPage() {
  const { t } = useLanguage();
  const [address] = useSearchParams();
  const edition = address.get('edition');
  const roster = useRoster(edition);
  if (roster.isPending) return <Loading />;
  return (
    <Page title={t('duty.title')}>
      <p className="mt-2 max-w-reading text-muted">{t('duty.lead')}</p>
      {roster.isError && (
        <div className="mt-6 max-w-reading">
          <Trouble text={t(wordsOf(faultOf(roster.error)))} again={() => void roster.refetch()} />
        </div>
      )}
      {roster.data && <Duty roster={roster.data} edition={edition} />}
    </Page>
  );
}

function Duty({ roster, edition }: { roster: Roster; edition: string | null }) {
  const { t } = useLanguage();
  const me = useQuery(useTRPC().auth.me.queryOptions());
  const mayPlan = Boolean(me.data && MAY_PLAN.includes(me.data.role));
  // The shift that is edited; `new` for one that is not there yet.
  const [edited, setEdited] = useState<Shift | 'new' | null>(null);
  return (
    <>
      {roster.edition.kind === 'rehearsal' && (
        <Notice tone="warm" className="mt-4">
          {t('board.rehearsal')}
        </Notice>
      )}
      <OnDutyNow roster={roster} />
      <Section id="cover" title={t('duty.cover')} lead={t('duty.cover-lead')}>
        <CoverPlot roster={roster} showDuress={mayPlan} />
      </Section>
      <Section id="shifts" title={t('duty.shifts')}>
        {mayPlan && edited === null && (
          <Button type="button" className="mb-4" onClick={() => setEdited('new')}>
            {t('duty.add')}
          </Button>
        )}
        {mayPlan && edited !== null && (
          <ShiftForm
            key={edited === 'new' ? 'new' : edited.id}
            shift={edited === 'new' ? null : edited}
            {...{ roster, edition }}
            onClose={() => setEdited(null)}
          />
        )}
        <ShiftList shifts={roster.shifts} onEdit={mayPlan ? setEdited : null} />
      </Section>
    </>
  );
}
