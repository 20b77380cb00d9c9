import { OUTCOMES, type Outcome } from '@lantern/schemas/action';
import { Button } from '@lantern/ui/button';
import { Select } from '@lantern/ui/select';
import { TextArea } from '@lantern/ui/textarea';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { faultOf, wordsOf } from '../../shared/api/fault.ts';
import { useTRPC } from '../../shared/api/trpc.ts';
import { newCommandId } from '../../shared/command-id.ts';
import { kindWords, outcomeWords, phaseWords } from '../../shared/day-words.ts';
import { useLanguage, type MessageId } from '../../shared/i18n/language.ts';
import { Trouble } from '../../shared/trouble.tsx';
import type { CityOfBoard } from './city-timeline.tsx';

const PHASES = ['waiting', 'on-the-way', 'arrived', 'safe-home'] as const;
type Phase = (typeof PHASES)[number];
const WORDS_OF_PHASE = {
  waiting: phaseWords('waiting'),
  'on-the-way': phaseWords('on-the-way'),
  arrived: phaseWords('there'),
  'safe-home': phaseWords('safe-home'),
} satisfies Record<Phase, MessageId>;

/** Staff set what they know better, with the reason; what was said before stays in the timeline. */
export function CityOverride({ place, onDone }: { place: CityOfBoard; onDone: () => void }) {
  const { t } = useLanguage();
  const trpc = useTRPC();
  const { edition, city } = place;
  const plan = useQuery(trpc.cities.read.queryOptions({ edition, city }));
  const [choice, setChoice] = useState('');
  const [reason, setReason] = useState('');
  const override = useMutation(
    trpc.field.override.mutationOptions({
      onSuccess: () => {
        setChoice('');
        setReason('');
        onDone();
      },
    }),
  );
  const set = settingOf(choice);
  const ready = set !== null && reason.trim() !== '';
  return (
    <form
      className="grid gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        if (!ready || override.isPending) return;
        override.mutate({ commandId: newCommandId(), edition, city, set, reason });
      }}
    >
      <Select
        id="override-set"
        label={t('board.override-set')}
        value={choice}
        onChange={({ target }) => setChoice(target.value)}
      >
        <option value="">{t('board.override-choose')}</option>
        {PHASES.map((phase) => (
          <option key={phase} value={`phase/${phase}`}>
            {t(WORDS_OF_PHASE[phase])}
          </option>
        ))}
        {plan.data?.actions.map((action) => (
          <optgroup key={action.id} label={`${t(kindWords(action.kind))} ${action.localTime}`}>
            {OUTCOMES.map((outcome) => (
              <option key={outcome} value={`${action.id}/${outcome}`}>
                {t(outcomeWords(outcome))}
              </option>
            ))}
          </optgroup>
        ))}
      </Select>
      <TextArea
        id="override-reason"
        label={t('board.override-reason')}
        rows={2}
        value={reason}
        onChange={({ target }) => setReason(target.value)}
      />
      {override.isError && <Trouble text={t(wordsOf(faultOf(override.error)))} />}
      <Button look="quiet" aria-disabled={!ready || override.isPending}>
        {t('board.override')}
      </Button>
    </form>
  );
}

type Setting =
  { what: 'phase'; phase: Phase } | { what: 'outcome'; actionId: string; outcome: Outcome };

function settingOf(choice: string): Setting | null {
  const [subject = '', value = ''] = choice.split('/');
  const phase = PHASES.find((known) => known === value);
  if (subject === 'phase') return phase ? { what: 'phase', phase } : null;
  const outcome = OUTCOMES.find((known) => known === value);
  return outcome ? { what: 'outcome', actionId: subject, outcome } : null;
}
