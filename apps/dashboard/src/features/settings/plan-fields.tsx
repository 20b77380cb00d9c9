import { Field } from '@lantern/ui/field';
import { Select } from '@lantern/ui/select';
import { useLanguage, type MessageId } from '../../shared/i18n/language.ts';
import { readersTime } from '../../shared/zoned-time.ts';
import type { INSTANTS, DraftFaults, PlanDraft } from './plan-draft.ts';
import { faultWords } from './plan-words.ts';
import { instantOf } from '@lantern/schemas/wall-time';

interface Props {
  draft: PlanDraft;
  faults: DraftFaults;
  /** Once the letter is delivered, only the goal can change. */
  settled?: boolean;
  onChange: (part: Partial<PlanDraft>) => void;
}

const WORDS = {
  opens: 'settings.opens',
  closes: 'settings.closes',
  delivers: 'settings.delivers',
} as const satisfies Record<keyof typeof INSTANTS, MessageId>;

/** Dates, zone and goal of an edition. */
export function PlanFields({ draft, faults, settled = false, onChange }: Props) {
  const { t } = useLanguage();
  const error = (field: keyof PlanDraft) => faults[field] && t(faultWords(faults[field]));
  const propsOf = (field: keyof PlanDraft) => ({
    id: `plan-${field}`,
    name: field,
    value: draft[field],
    error: error(field),
    onChange: (event: { target: { value: string } }) => onChange({ [field]: event.target.value }),
  });
  return (
    <>
      <Field
        label={t('settings.goal')}
        hint={t('settings.goal-hint')}
        inputMode="numeric"
        autoComplete="off"
        {...propsOf('goal')}
      />
      <fieldset disabled={settled} className="grid gap-5">
        <legend className="sr-only">{t('settings.dates')}</legend>
        <p className="max-w-reading">{t('settings.zone-says', { zone: draft.timezone })}</p>
        <Select label={t('settings.zone')} {...propsOf('timezone')}>
          {zones(draft.timezone).map((zone) => (
            <option key={zone}>{zone}</option>
          ))}
        </Select>
        <div className="grid gap-5 sm:grid-cols-2">
          <Field type="date" label={t('settings.date')} {...propsOf('date')} />
          {(['opens', 'closes', 'delivers'] as const).map((field) => (
            <Field
              key={field}
              type="datetime-local"
              label={t(WORDS[field])}
              hint={<ForReader wall={draft[field]} timezone={draft.timezone} />}
              {...propsOf(field)}
            />
          ))}
        </div>
      </fieldset>
    </>
  );
}

/** The zones this browser knows, and the one that is set. */
function zones(chosen: string): string[] {
  return [...new Set(['UTC', ...Intl.supportedValuesOf('timeZone'), chosen])].toSorted();
}

/** The same moment by the reader's own clock, and a word where the clocks go back over it. */
function ForReader({ wall, timezone }: { wall: string; timezone: string }) {
  const { t, locale } = useLanguage();
  const meant = instantOf(wall, timezone);
  if (meant.is !== 'instant') return null;
  const own = readersTime(meant.instant, { timezone, locale });
  return (
    <>
      {own && t('settings.for-you', { time: own })} {meant.twice && t('settings.twice')}
    </>
  );
}
