import type { EditionSettings } from '@lantern/schemas/edition-settings';
import { Button } from '@lantern/ui/button';
import { Notice } from '@lantern/ui/notice';
import { useState } from 'react';
import { useLanguage } from '../../shared/i18n/language.ts';
import { LeaveGuard } from '../../shared/leave-guard.tsx';
import { PlanFields } from './plan-fields.tsx';
import { Changed, Meanwhile } from './plan-outcome.tsx';
import { SurePlan } from './sure-plan.tsx';
import { usePlanForm } from './use-plan-form.ts';

/** Dates and goal: typed, then told what it does, then saved; with a way back. */
export function PlanForm({ edition }: { edition: EditionSettings }) {
  const { t } = useLanguage();
  const plan = usePlanForm(edition);
  const { was, asked, saved, meanwhile } = plan;
  const [openedAt] = useState(() => Date.now());
  const settled = Date.parse(edition.deliversAt) <= openedAt;
  const closes = edition.phase !== 'closed' && !settled;
  return (
    <div className="max-w-reading">
      {meanwhile && <Meanwhile from={meanwhile} to={was} edition={edition} />}
      {saved && !asked && <Changed saved={saved} edition={edition} onUndone={plan.onUndone} />}
      {settled && <Notice className="mb-5">{t('settings.settled')}</Notice>}
      <form noValidate onSubmit={plan.onSubmit} className="grid gap-5">
        <PlanFields
          draft={plan.draft}
          faults={plan.faults}
          settled={settled}
          onChange={plan.onChange}
        />
        {!asked && (
          <div className="flex flex-wrap gap-3">
            <Button>{t('settings.save')}</Button>
            {closes && (
              <Button type="button" look="danger" onClick={plan.askToClose}>
                {t('settings.close-now')}
              </Button>
            )}
          </div>
        )}
      </form>
      {asked && (
        <SurePlan
          {...asked}
          edition={edition}
          was={was}
          onClose={plan.onClose}
          onSaved={plan.onSaved}
          onFaults={plan.onFaults}
          onConflict={plan.onConflict}
        />
      )}
      <LeaveGuard active={plan.isChanged} />
    </div>
  );
}
