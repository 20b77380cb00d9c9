import { Button } from '@lantern/ui/button';
import { Field } from '@lantern/ui/field';
import { Notice } from '@lantern/ui/notice';
import type { ReactNode } from 'react';
import { useLanguage } from '../../shared/i18n/translate.ts';
import { FIELDS, type Intent, type RefusedForm } from './city-fields.ts';

// UTF-16 units: room for more than is taken, so that nothing is cut short while it is typed.
const NAME_MAX_UNITS = 400;
const EMAIL_MAX_UNITS = 254;
/** A shorter wait is over before it is read. */
const WORTH_SAYING_S = 45;

/** Props of one field: its address on the page, what was typed, and what is wrong with it. */
export interface FieldProps {
  id: string;
  name: string;
  error: string | undefined;
  defaultValue: string | undefined;
  autoFocus: boolean;
}

interface Props {
  intent: Intent;
  /** Sets this form's ids apart from another's on the page. */
  scope: string;
  /** What its programs' trap is called, for those who hear it. */
  trap: string;
  label: string;
  send: string;
  kept: string;
  emailWhy?: string;
  /** If it was this form that was refused. */
  refused: RefusedForm | null;
  /** Fields besides the name and the address. */
  children: (field: (name: (typeof FIELDS)[number]) => FieldProps) => ReactNode;
}

/** A form as every browser posts it: a name, an address, and what else it asks. */
export function CityForm({
  intent,
  scope,
  trap,
  label,
  send,
  kept,
  emailWhy,
  refused,
  children,
}: Props) {
  const { t } = useLanguage();
  const fault = useFault(refused);
  // A refused form is a new page; nothing else leads to what is to be mended.
  const first = FIELDS.find((name) => refused?.fields[name]);
  const field = (name: (typeof FIELDS)[number]): FieldProps => ({
    id: `${scope}-${name}`,
    name,
    error: fault(name),
    defaultValue: refused?.typed[name],
    autoFocus: name === first,
  });
  return (
    <form method="post" aria-label={label} className="mt-4 flex max-w-lg flex-col gap-5">
      <Trouble refused={refused} />
      <input type="hidden" name="intent" value={intent} />
      <Field
        {...field('name')}
        label={t('form.name')}
        autoComplete="name"
        maxLength={NAME_MAX_UNITS}
        required
      />
      <Field
        {...field('email')}
        type="email"
        inputMode="email"
        label={t('form.email')}
        hint={
          <>
            {emailWhy && <span className="block">{emailWhy}</span>}
            {t('form.email-hint')}
          </>
        }
        autoComplete="email"
        autoCapitalize="none"
        spellCheck={false}
        maxLength={EMAIL_MAX_UNITS}
        required
      />
      {children(field)}
      {/* Programs fill in what they find; people neither see nor reach it. */}
      <div className="sr-only" aria-hidden>
        <label htmlFor={`${scope}-website`}>{trap}</label>
        <input id={`${scope}-website`} name="website" tabIndex={-1} autoComplete="off" />
      </div>
      <Button type="submit" className="sm:self-start">
        {send}
      </Button>
      <p className="text-sm leading-snug text-muted">{kept}</p>
    </form>
  );
}

/** Says above the form why it was not taken. */
function Trouble({ refused }: Pick<Props, 'refused'>) {
  const { t } = useLanguage();
  if (!refused) return null;
  const { code, retryAfterSeconds: seconds = 0 } = refused.fault;
  return (
    <Notice tone="danger" role="alert" title={t(`error.${code}`)}>
      {seconds >= WORTH_SAYING_S && (
        <p>{t('form.retry-after', { minutes: Math.ceil(seconds / 60) })}</p>
      )}
    </Notice>
  );
}

// All that these forms' fields can have.
const FAULTS = ['required', 'too-long', 'invalid-characters', 'invalid-email'] as const;

function useFault(refused: RefusedForm | null) {
  const { t } = useLanguage();
  return (name: (typeof FIELDS)[number]): string | undefined => {
    const code = refused?.fields[name];
    if (!code) return undefined;
    if (code === 'required' && (name === 'name' || name === 'email')) return t(`required.${name}`);
    const said = FAULTS.find((known) => known === code);
    return t(`field.${said ?? 'invalid'}`);
  };
}
