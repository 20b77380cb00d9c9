import { Button } from '@lantern/ui/button';
import { useState } from 'react';
import { DataTable } from '../../shared/data-table.tsx';
import { faultOf, wordsOf } from '../../shared/api/fault.ts';
import { useLanguage, type Language } from '../../shared/i18n/language.ts';
import { Section } from '../../shared/page.tsx';
import type { Column } from '../../shared/table-column.ts';
import { Trouble } from '../../shared/trouble.tsx';
import {
  newestTotal,
  VOID_REASON_WORDS,
  type Current,
  type Decision,
  type Outcome,
} from './causes.ts';
import { OutcomeNotice } from './outcome-notice.tsx';
import { SureUndo } from './sure-undo.tsx';
import { useDecisions } from './use-decisions.ts';

/** What was decided, by whom, and the way back from each; nothing before the first decision. */
export function Decisions({ current }: { current: Current }) {
  const language = useLanguage();
  const { t } = language;
  const { data, error, refetch } = useDecisions();
  const [asked, setAsked] = useState<string | null>(null);
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const decision = data?.find(({ id }) => id === asked);
  const total = newestTotal(current, outcome);
  const ended = (how: Outcome) => {
    setAsked(null);
    setOutcome(how);
  };
  if (error) return <Trouble text={t(wordsOf(faultOf(error)))} again={() => void refetch()} />;
  if (!data || data.length === 0) return null;
  return (
    <Section id="decisions" title={t('quarantine.decisions')} lead={t('quarantine.decisions-lead')}>
      {outcome && (
        <OutcomeNotice key={JSON.stringify(outcome)} outcome={outcome} onOutcome={setOutcome} />
      )}
      {decision && (
        <SureUndo
          key={decision.id}
          {...{ decision, total }}
          onOutcome={ended}
          onClose={() => setAsked(null)}
        />
      )}
      <DataTable
        id="decisions"
        caption={t('quarantine.decisions')}
        rows={data}
        rowKey={({ id }) => id}
        columns={columnsOf(language, setAsked)}
        empty={null}
        pageSize={10}
      />
    </Section>
  );
}

function columnsOf(
  { t, locale }: Language,
  onAsk: (decisionId: string) => void,
): Column<Decision>[] {
  const time = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' });
  const written = (iso: string) => time.format(new Date(iso));
  const whatOf = ({ kind }: Decision) =>
    t(kind === 'release' ? 'quarantine.did-release' : 'quarantine.did-void');
  return [
    {
      id: 'at',
      title: t('quarantine.decided-at'),
      value: ({ at }) => at,
      cell: ({ at }) => <time dateTime={at}>{written(at)}</time>,
    },
    // Beside the time, so that a phone shows it without scrolling sideways.
    {
      id: 'undo',
      title: t('quarantine.undo-press'),
      sortable: false,
      value: ({ undoneAt }) => undoneAt,
      cell: (decision) => {
        const { id, at, count, standing, undoneAt } = decision;
        if (undoneAt) return t('quarantine.undone-at', { time: written(undoneAt) });
        if (standing === 0) return t('quarantine.undo-nothing');
        const which = { what: whatOf(decision), n: count, time: written(at) };
        return (
          <Button
            type="button"
            look="quiet"
            aria-label={t('quarantine.undo-which', which)}
            onClick={() => onAsk(id)}
          >
            {t('quarantine.undo-press')}
          </Button>
        );
      },
    },
    { id: 'what', title: t('quarantine.decided-what'), value: whatOf },
    {
      id: 'count',
      title: t('quarantine.decided-count'),
      value: ({ count }) => count,
      align: 'end',
    },
    {
      id: 'reason',
      title: t('quarantine.decided-reason'),
      value: ({ reason }) => (reason ? t(VOID_REASON_WORDS[reason]) : null),
    },
    {
      id: 'by',
      title: t('quarantine.decided-by'),
      value: ({ by }) => by ?? t('quarantine.somebody'),
    },
  ];
}
