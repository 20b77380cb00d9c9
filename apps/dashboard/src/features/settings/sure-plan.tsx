import { samePlan, type EditionPlan } from '@lantern/schemas/edition-rules';
import type { EditionSettings } from '@lantern/schemas/edition-settings';
import { Notice } from '@lantern/ui/notice';
import { useLanguage } from '../../shared/i18n/language.ts';
import { SureFrame } from '../../shared/sure-frame.tsx';
import { draftFaultsOf, type DraftFaults } from './plan-draft.ts';
import { planOf } from './plan-of.ts';
import { effectsOf } from './plan-words.ts';
import { useChange, useEditions } from './use-settings.ts';

interface Props {
  edition: EditionSettings;
  was: EditionPlan;
  plan: EditionPlan;
  closesNow: boolean;
  /** When it was asked. */
  now: Date;
  onClose: () => void;
  onSaved: (plan: EditionPlan) => void;
  onFaults: (faults: DraftFaults) => void;
  /** Told how it is set by now. */
  onConflict: (plan: EditionPlan) => void;
}

/** What a change does, before it is made. */
export function SurePlan(props: Props) {
  const { edition, was, plan, closesNow, now, onClose } = props;
  const language = useLanguage();
  const { t } = language;
  const editions = useEditions();
  const fresh = async () => {
    const { data = [] } = await editions.refetch();
    return planOf(data.find(({ slug }) => slug === edition.slug) ?? plan);
  };
  const change = useChange({
    onDone: () => void fresh().then(props.onSaved),
    onFields: (fields) => props.onFaults(draftFaultsOf(fields)),
    onConflict: () => void fresh().then(props.onConflict),
  });
  if (samePlan(was, plan)) {
    return (
      <output className="mt-5 block">
        <Notice>{t('settings.unchanged')}</Notice>
      </output>
    );
  }
  const { phase } = edition;
  const effects = effectsOf({ from: was, to: plan, phase, now }, language);
  return (
    <SureFrame
      question={t(closesNow ? 'settings.sure-close' : 'settings.sure-plan')}
      action={t(closesNow ? 'settings.close-now' : 'settings.save-now')}
      acting={t('settings.saving')}
      danger={closesNow}
      isPending={change.isPending}
      fault={change.fault === 'conflict' ? null : change.fault}
      onAct={() => change.send({ edition: edition.slug, was, ...plan, closesNow })}
      onClose={onClose}
    >
      <ul className="list-disc ps-5">
        {effects.map((effect) => (
          <li key={effect}>{effect}</li>
        ))}
      </ul>
    </SureFrame>
  );
}
