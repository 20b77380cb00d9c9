import { ACTION_KINDS, PRECISIONS, PUBLISH_FROM } from '@lantern/schemas/action';
import { DETAILS_MAX, NEIGHBOURHOOD_MAX, PLACE_MAX } from '@lantern/schemas/city-limits';
import { LOCALES } from '@lantern/schemas/locale';
import { Checkbox } from '@lantern/ui/checkbox';
import { Field } from '@lantern/ui/field';
import { Select } from '@lantern/ui/select';
import { TextArea } from '@lantern/ui/textarea';
import type { ReactNode } from 'react';
import { kindWords } from '../../shared/day-words.ts';
import { useLanguage } from '../../shared/i18n/language.ts';
import { languageName } from '../../shared/languages.ts';
import { DELAYS, DURATIONS, type ActionDraft, type DraftFaults } from './action-draft.ts';
import { faultWords, spanInWords } from './action-words.ts';
import { MeantTime } from './meant-time.tsx';
import type { City } from './use-cities.ts';

interface Props {
  city: City;
  draft: ActionDraft;
  faults: DraftFaults;
  /** It is the main action, and stays so until another is. */
  locked: boolean;
  onChange: (part: Partial<ActionDraft>) => void;
}

/** Everything that is set of an action: what and when, where, and what the public learns of it. */
export function ActionFields(props: Props) {
  const { t } = useLanguage();
  return (
    <>
      <WhatAndWhen {...props} />
      <Group title={t('action.where')}>
        <Where {...props} />
      </Group>
      <Group title={t('action.public')}>
        <Publicity {...props} />
      </Group>
    </>
  );
}

function Group({ title, children }: { title: string; children: ReactNode }) {
  return (
    <fieldset className="grid gap-4">
      <legend className="mb-3 font-semibold">{title}</legend>
      {children}
    </fieldset>
  );
}

/** Words, value and fault of a field that is typed in. */
function useField({ draft, faults, onChange }: Props) {
  const { t } = useLanguage();
  return (
    field: 'localDate' | 'localTime' | 'capacity' | 'place' | 'neighbourhood' | 'details',
  ) => ({
    id: `action-${field}`,
    value: draft[field],
    error: faults[field] && t(faultWords(field, faults[field])),
    onChange: ({ target }: { target: { value: string } }) => onChange({ [field]: target.value }),
  });
}

function WhatAndWhen(props: Props) {
  const { city, draft, locked, onChange } = props;
  const language = useLanguage();
  const { t } = language;
  const field = useField(props);
  const lengths = [...new Set([...DURATIONS, draft.durationMinutes])].toSorted((a, b) => a - b);
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <Select
        id="action-kind"
        label={t('action.kind')}
        value={draft.kind}
        onChange={({ target }) => {
          const kind = ACTION_KINDS.find((one) => one === target.value);
          if (kind) onChange({ kind });
        }}
      >
        {ACTION_KINDS.map((kind) => (
          <option key={kind} value={kind}>
            {t(kindWords(kind))}
          </option>
        ))}
      </Select>
      <Field type="date" label={t('action.date')} {...field('localDate')} />
      <Field
        type="time"
        label={t('action.time')}
        hint={<MeantTime {...draft} timezone={city.timezone} />}
        {...field('localTime')}
      />
      <Select
        id="action-durationMinutes"
        label={t('action.duration')}
        value={draft.durationMinutes}
        onChange={({ target }) => onChange({ durationMinutes: Number(target.value) })}
      >
        {lengths.map((minutes) => (
          <option key={minutes} value={minutes}>
            {spanInWords(minutes, language)}
          </option>
        ))}
      </Select>
      <div className="sm:col-span-2">
        <Checkbox
          id="action-isMain"
          label={t('action.main')}
          note={t('action.main-hint')}
          checked={draft.isMain}
          disabled={locked}
          onChange={({ target }) => onChange({ isMain: target.checked })}
        />
      </div>
    </div>
  );
}

function Where(props: Props) {
  const { t } = useLanguage();
  const field = useField(props);
  return (
    <>
      <Field
        label={t('action.place')}
        hint={t('action.place-hint')}
        maxLength={PLACE_MAX}
        autoComplete="off"
        {...field('place')}
      />
      <Field
        label={t('action.neighbourhood')}
        hint={t('action.neighbourhood-hint')}
        maxLength={NEIGHBOURHOOD_MAX}
        autoComplete="off"
        {...field('neighbourhood')}
      />
    </>
  );
}

function Publicity(props: Props) {
  const { draft, onChange } = props;
  const { t, locale } = useLanguage();
  const field = useField(props);
  return (
    <>
      <Publishing {...props} />
      <TextArea
        label={t('action.details')}
        hint={t('action.details-hint')}
        rows={3}
        maxLength={DETAILS_MAX}
        {...field('details')}
      />
      <div className="grid gap-4 sm:grid-cols-2">
        {draft.details.trim() !== '' && (
          <Select
            id="action-detailsLocale"
            label={t('action.details-language')}
            value={draft.detailsLocale}
            onChange={({ target }) => {
              const chosen = LOCALES.find((one) => one === target.value);
              if (chosen) onChange({ detailsLocale: chosen });
            }}
          >
            {LOCALES.map((one) => (
              <option key={one} value={one}>
                {languageName(one, locale)}
              </option>
            ))}
          </Select>
        )}
        <Field
          label={t('action.capacity')}
          hint={t('action.capacity-hint')}
          inputMode="numeric"
          autoComplete="off"
          {...field('capacity')}
        />
      </div>
    </>
  );
}

/** How exactly, from when, and how much later. */
function Publishing({ draft, onChange }: Props) {
  const language = useLanguage();
  const { t } = language;
  const delays = [...new Set([...DELAYS, draft.delayMinutes])].toSorted((a, b) => a - b);
  return (
    <div className="grid gap-4 sm:grid-cols-3">
      <Select
        id="action-precision"
        label={t('action.precision')}
        value={draft.precision}
        onChange={({ target }) => {
          const precision = PRECISIONS.find((one) => one === target.value);
          if (precision) onChange({ precision });
        }}
      >
        {PRECISIONS.map((one) => (
          <option key={one} value={one}>
            {t(`precision.${one}`)}
          </option>
        ))}
      </Select>
      <Select
        id="action-publish"
        label={t('action.publish')}
        value={draft.publish}
        onChange={({ target }) => {
          const publish = PUBLISH_FROM.find((one) => one === target.value);
          if (publish) onChange({ publish });
        }}
      >
        {PUBLISH_FROM.map((one) => (
          <option key={one} value={one}>
            {t(`publish.${one}`)}
          </option>
        ))}
      </Select>
      <Select
        id="action-delayMinutes"
        label={t('action.delay')}
        value={draft.delayMinutes}
        onChange={({ target }) => onChange({ delayMinutes: Number(target.value) })}
      >
        {delays.map((minutes) => (
          <option key={minutes} value={minutes}>
            {minutes === 0
              ? t('delay.0')
              : t('delay.later', { time: spanInWords(minutes, language) })}
          </option>
        ))}
      </Select>
    </div>
  );
}
