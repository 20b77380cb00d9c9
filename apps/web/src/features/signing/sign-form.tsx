import { NAME_MAX_CHARS } from './form-limits.ts';
import { Button } from '@lantern/ui/button';
import { Checkbox } from '@lantern/ui/checkbox';
import { Field } from '@lantern/ui/field';
import { Flame } from '@lantern/ui/flame';
import { Select } from '@lantern/ui/select';
import type { FormState } from '../../shared/api/load-context.ts';
import { useLanguage } from '../../shared/i18n/translate.ts';
import { useWrittenOnce } from '../../shared/written-once.ts';
import { CityChoice } from './city-choice.tsx';
import { EmailField } from './email-field.tsx';
import { FormTrouble } from './form-trouble.tsx';
import { useFieldFault } from './field-fault.ts';
import { useSignForm } from './use-sign-form.ts';

const BUTTON = {
  filling: 'form.submit',
  sending: 'form.sending',
  accepted: 'form.accepted',
} as const;

interface Props {
  hasCities: boolean;
  /** Slug of a city that is chosen already. */
  from: string | undefined;
  /** A registered code of whoever sent the signer here. */
  source: string | null;
  formState: FormState | null;
}

/**
 * The form. Without JavaScript it is posted as it stands and comes back through `formState`; with it,
 * the same address is sent JSON and the page stays.
 */
export function SignForm({ hasCities, from, source, formState }: Props) {
  const { locale, t } = useLanguage();
  const form = useSignForm({ formState });
  const fault = useFieldFault(form.fields);
  // A refused form is a new page; without JavaScript nothing else leads to what is to be mended.
  const [first] = Object.keys(formState?.fields ?? {});
  const atFault = (name: string) => ({ autoFocus: name === first });
  const { values = {} } = formState ?? {};
  return (
    <form
      method="post"
      action={form.action}
      onSubmit={form.onSubmit}
      onInput={form.onInput}
      noValidate={form.enhanced}
      aria-label={t('form.label')}
      className="no-print flex flex-col gap-4 lg:rounded-card lg:border lg:border-line lg:bg-raised lg:p-8"
    >
      <FormTrouble trouble={form.trouble} />
      <Field
        id="name"
        name="name"
        label={t('form.name')}
        error={fault('name')}
        defaultValue={values['name']}
        autoComplete="name"
        enterKeyHint="next"
        maxLength={NAME_MAX_CHARS}
        {...atFault('name')}
        required
      />
      <EmailField error={fault('email')} defaultValue={values['email']} {...atFault('email')} />
      <Select
        id="country"
        name="country"
        label={t('form.country')}
        error={fault('country')}
        autoComplete="country"
        {...atFault('country')}
        required
        {...useWrittenOnce('countries', t('form.country-choose'))}
      />
      {hasCities && <CityChoice chosen={from} error={fault('city')} />}
      <Choices values={values} />
      <input type="hidden" name="locale" value={locale} />
      <input type="hidden" name="textHash" value={form.textHash} />
      {source && <input type="hidden" name="ref" value={source} />}
      <Button
        type="submit"
        aria-disabled={form.step !== 'filling'}
        className={`min-h-14 w-full text-lg ${form.step === 'accepted' ? 'aria-disabled:opacity-100' : ''}`}
      >
        <Flame className="h-5 w-4" />
        {t(BUTTON[form.step])}
      </Button>
      <p className="text-sm leading-snug text-muted">{t('form.promise')}</p>
    </form>
  );
}

/** Three separate choices, none of them made beforehand. */
function Choices({ values }: { values: Record<string, string> }) {
  const { t } = useLanguage();
  const made = (name: string) => ['on', 'true', '1'].includes(values[name] ?? '');
  return (
    <fieldset>
      <legend className="text-[0.9375rem] font-semibold leading-snug">{t('choices.legend')}</legend>
      <Checkbox
        id="showName"
        name="showName"
        label={t('choices.show-name')}
        note={t('choices.show-name-hint')}
        defaultChecked={made('showName')}
      />
      <Checkbox
        id="deliverName"
        name="deliverName"
        label={t('choices.deliver-name')}
        note={t('choices.deliver-name-hint')}
        defaultChecked={made('deliverName')}
      />
      <Checkbox
        id="updates"
        name="updates"
        label={t('choices.updates')}
        note={t('choices.updates-hint')}
        defaultChecked={made('updates')}
      />
    </fieldset>
  );
}
