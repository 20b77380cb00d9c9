import { changedParts, planFaults, type EditionPlan } from '@lantern/schemas/edition-rules';
import type { EditionSettings } from '@lantern/schemas/edition-settings';
import { Button } from '@lantern/ui/button';
import { Notice } from '@lantern/ui/notice';
import { useState } from 'react';
import { wordsOf } from '../../shared/api/fault.ts';
import { useLanguage } from '../../shared/i18n/language.ts';
import { Trouble } from '../../shared/trouble.tsx';
import { useFocus } from '../../shared/use-focus.ts';
import { PART_WORDS, partInWords } from './plan-words.ts';
import { useChange } from './use-settings.ts';

/** What was saved, and what it was before. */
interface Saved {
  from: EditionPlan;
  to: EditionPlan;
}

interface ChangedProps {
  saved: Saved;
  edition: EditionSettings;
  onUndone: (plan: EditionPlan) => void;
}

/** What was saved just now, and the way back while there is one. */
export function Changed({ saved: { from, to }, edition, onUndone }: ChangedProps) {
  const { t } = useLanguage();
  const notice = useFocus<HTMLDivElement>();
  const undo = useChange({ onDone: () => onUndone(from) });
  const [mayUndo] = useState(
    () => Object.keys(planFaults(from, { was: to, now: new Date() })).length === 0,
  );
  return (
    <Notice ref={notice} className="mb-6" title={t('settings.saved')}>
      <Parts from={from} to={to} />
      {mayUndo && (
        <Button
          type="button"
          look="quiet"
          className="mt-3"
          aria-disabled={undo.isPending}
          onClick={() => {
            if (!undo.isPending) undo.send({ edition: edition.slug, was: to, ...from });
          }}
        >
          {t('settings.undo')}
        </Button>
      )}
      {undo.fault && <Trouble text={t(wordsOf(undo.fault))} />}
    </Notice>
  );
}

interface MeanwhileProps extends Saved {
  edition: EditionSettings;
}

/** Somebody else was first: what they changed. What was typed here is kept, and not saved. */
export function Meanwhile({ from, to, edition: { lastChange } }: MeanwhileProps) {
  const { t } = useLanguage();
  const notice = useFocus<HTMLDivElement>();
  return (
    <Notice
      ref={notice}
      role="alert"
      tone="warm"
      className="mb-6"
      title={t('settings.meanwhile', { who: lastChange?.by ?? '' })}
    >
      <Parts from={from} to={to} />
      <p className="mt-2">{t('settings.meanwhile-next')}</p>
    </Notice>
  );
}

function Parts({ from, to }: Saved) {
  const language = useLanguage();
  return (
    <ul className="list-disc ps-5">
      {changedParts(from, to).map((part) => (
        <li key={part}>
          {language.t('settings.part-changed', {
            part: language.t(PART_WORDS[part]),
            from: partInWords(from, part, language),
            to: partInWords(to, part, language),
          })}
        </li>
      ))}
    </ul>
  );
}
