import { isUnderChineseLaw } from '@lantern/schemas/mail-provider';
import { Button } from '@lantern/ui/button';
import { Field } from '@lantern/ui/field';
import { Notice } from '@lantern/ui/notice';
import { Select } from '@lantern/ui/select';
import { TextArea } from '@lantern/ui/textarea';
import { useState } from 'react';
import { useLanguage } from '../../shared/i18n/translate.ts';
import { FIELDS, type FieldFaults, type Typed } from './contact-fields.ts';
import type { ContactWords } from './contact-words.server.ts';
import type { Refusal } from './send-message.ts';
import { useContactForm } from './use-contact-form.ts';

// UTF-16 units: room for more than is taken, so that nothing is cut short while it is typed and the
// fault can say so; and little enough that a form of it stays below the limit of a request.
const TEXT_MAX_UNITS = 6_000;
const NAME_MAX_UNITS = 400;
const EMAIL_MAX_UNITS = 254;
/** A shorter wait is over before it is read. */
const WORTH_SAYING_S = 45;

interface Props {
  words: ContactWords;
  /** What a form without JavaScript was refused for. */
  refused: Refusal | null;
  typed: Typed;
}

/** Posted as it stands without JavaScript; with it the page stays. */
export function ContactForm({ words, refused, typed }: Props) {
  const { t } = useLanguage();
  const form = useContactForm(refused);
  const fields = form.refusal?.fields ?? {};
  const fault = useFault(fields);
  // A refused form is a new page; without JavaScript nothing else leads to what is to be mended.
  const first = FIELDS.find((name) => refused?.fields[name]);
  const field = (name: (typeof FIELDS)[number]) => ({
    id: name,
    name,
    error: fault(name),
    defaultValue: typed[name],
    autoFocus: name === first,
  });
  return (
    <form
      method="post"
      onSubmit={form.onSubmit}
      noValidate={form.enhanced}
      aria-label={words.label}
      className="flex flex-col gap-5"
    >
      <Trouble refusal={form.refusal} />
      <Select {...field('topic')} label={words.topic} required>
        <option value="">{words.topicChoose}</option>
        {words.topics.map(({ topic, name }) => (
          <option key={topic} value={topic}>
            {name}
          </option>
        ))}
      </Select>
      <Field
        {...field('name')}
        label={t('form.name')}
        autoComplete="name"
        maxLength={NAME_MAX_UNITS}
        required
      />
      <Address {...field('email')} why={words.emailWhy} />
      <TextArea
        {...field('text')}
        label={words.text}
        hint={words.textHint}
        rows={8}
        maxLength={TEXT_MAX_UNITS}
        required
      />
      <Trap label={words.website} />
      <Button type="submit" aria-disabled={form.sending} className="min-h-14 text-lg sm:self-start">
        {form.sending ? t('form.sending') : words.send}
      </Button>
      <p className="text-sm leading-snug text-muted">{words.kept}</p>
    </form>
  );
}

/** Programs fill in what they find; people neither see nor reach it. */
function Trap({ label }: { label: string }) {
  return (
    <div className="sr-only" aria-hidden>
      <label htmlFor="website">{label}</label>
      <input id="website" name="website" tabIndex={-1} autoComplete="off" />
    </div>
  );
}

interface AddressProps {
  id: string;
  name: string;
  error: string | undefined;
  defaultValue: string | undefined;
  autoFocus: boolean;
  why: string;
}

/** The address, with what its owner should know of providers under Chinese law. */
function Address({ why, ...field }: AddressProps) {
  const { t } = useLanguage();
  const [guarded, setGuarded] = useState(() => isUnderChineseLaw(field.defaultValue ?? ''));
  const warning = (
    <span className="mt-1 block rounded-control border-[1.5px] border-accent bg-flame-soft px-3 py-2 text-text">
      {t('form.email-guarded')}
    </span>
  );
  return (
    <Field
      {...field}
      type="email"
      inputMode="email"
      label={t('form.email')}
      hint={
        <>
          <span className="block">{why}</span>
          {guarded ? warning : t('form.email-hint')}
        </>
      }
      onInput={(event) => setGuarded(isUnderChineseLaw(event.currentTarget.value))}
      autoComplete="email"
      autoCapitalize="none"
      spellCheck={false}
      maxLength={EMAIL_MAX_UNITS}
      required
    />
  );
}

/** Says above the form why it was not taken, at once. */
function Trouble({ refusal }: { refusal: Refusal | null }) {
  const { t } = useLanguage();
  if (!refusal) return null;
  const { code, retryAfterSeconds: seconds = 0 } = refusal;
  return (
    <Notice tone="danger" role="alert" title={t(`error.${code}`)}>
      {seconds >= WORTH_SAYING_S && (
        <p>{t('form.retry-after', { minutes: Math.ceil(seconds / 60) })}</p>
      )}
    </Notice>
  );
}

// All that this form's fields can have.
const FAULTS = ['required', 'too-long', 'invalid-characters', 'invalid-email'] as const;

function useFault(faults: FieldFaults) {
  const { t } = useLanguage();
  return (name: keyof FieldFaults): string | undefined => {
    const code = faults[name];
    if (!code) return undefined;
    if (code === 'required' && (name === 'name' || name === 'email')) return t(`required.${name}`);
    const said = FAULTS.find((known) => known === code);
    return t(`field.${said ?? 'invalid'}`);
  };
}
