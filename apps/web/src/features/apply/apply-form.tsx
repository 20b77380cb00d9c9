import { Button } from '@lantern/ui/button';
import { Field } from '@lantern/ui/field';
import { Notice } from '@lantern/ui/notice';
import { Select } from '@lantern/ui/select';
import { TextArea } from '@lantern/ui/textarea';
import type { Fault } from '../../shared/api/fault.ts';
import { useLanguage } from '../../shared/i18n/translate.ts';
import { useWrittenOnce } from '../../shared/written-once.ts';
import { FIELDS, type FieldFaults, type FieldName, type Typed } from './apply-fields.ts';
import type { ApplyWords } from './apply-words.server.ts';

// UTF-16 units: room for more than is taken, so that nothing is cut short while it is typed and the fault can say so.
const TEXT_MAX_UNITS = 4_500;
const LINE_MAX_UNITS = 400;
const EMAIL_MAX_UNITS = 254;
/** A shorter wait is over before it is read. */
const WORTH_SAYING_S = 45;

interface Props {
  words: ApplyWords;
  /** What the form was refused for. */
  refused: { fault: Fault; fields: FieldFaults } | null;
  typed: Typed;
}

/** Posted as it stands, with and without JavaScript. */
export function ApplyForm({ words, refused, typed }: Props) {
  const { t } = useLanguage();
  const faults = refused?.fields ?? {};
  const fault = useFault(faults, words);
  const options = useWrittenOnce('cities', words.cityNone);
  // A refused form is a new page, and nothing else leads to what is to be mended.
  const first = FIELDS.find((name) => faults[name]);
  const field = (name: FieldName) => ({
    id: name,
    name,
    error: fault(name),
    defaultValue: typed[name],
    autoFocus: name === first,
  });
  const line = { maxLength: LINE_MAX_UNITS };
  const { defaultValue: _chosen, ...city } = field('city');
  return (
    <form method="post" aria-label={words.label} className="flex flex-col gap-5">
      <Trouble fault={refused?.fault ?? null} />
      <Roles words={words} chosen={typed.role} />
      <Select {...city} label={words.city} {...options} />
      <Field {...field('place')} {...line} label={words.place} hint={words.placeHint} />
      <Field {...field('name')} {...line} label={t('form.name')} autoComplete="name" required />
      <Field
        {...field('email')}
        type="email"
        inputMode="email"
        label={t('form.email')}
        hint={
          <>
            <span className="block">{words.emailWhy}</span>
            {t('form.email-hint')}
          </>
        }
        autoComplete="email"
        autoCapitalize="none"
        spellCheck={false}
        maxLength={EMAIL_MAX_UNITS}
        required
      />
      <Field
        {...field('phone')}
        type="tel"
        inputMode="tel"
        autoComplete="tel"
        maxLength={40}
        label={words.phone}
        hint={words.phoneHint}
      />
      <Field
        {...field('organisation')}
        {...line}
        label={words.organisation}
        autoComplete="organization"
      />
      <TextArea
        {...field('about')}
        label={words.about}
        hint={words.aboutHint}
        rows={7}
        maxLength={TEXT_MAX_UNITS}
        required
      />
      <Trap label={words.website} />
      <Button type="submit" className="min-h-14 text-lg sm:self-start">
        {words.send}
      </Button>
      <p className="text-sm leading-snug text-muted">{words.kept}</p>
    </form>
  );
}

/** Two ways of answering for a city, each said in a sentence; the whole block is the target. */
function Roles({ words, chosen }: { words: ApplyWords; chosen: string | undefined }) {
  return (
    <fieldset>
      <legend className="mb-2 text-[0.9375rem] font-semibold">{words.role}</legend>
      <div className="grid gap-3 sm:grid-cols-2">
        {words.roles.map(({ role, name, note }, place) => (
          <div
            key={role}
            className="relative flex items-start gap-3 rounded-control border-[1.5px] border-edge bg-raised px-4 py-3 has-checked:border-accent has-checked:bg-flame-soft"
          >
            <input
              type="radio"
              id={`role-${role}`}
              name="role"
              value={role}
              defaultChecked={chosen === role || (place === 0 && chosen !== 'deputy')}
              aria-describedby={`role-${role}-note`}
              className="relative z-1 mt-0.5 size-6 shrink-0 accent-text"
            />
            <div className="leading-snug">
              <label
                htmlFor={`role-${role}`}
                className="font-semibold before:absolute before:inset-0"
              >
                {name}
              </label>
              <p id={`role-${role}-note`} className="mt-1 text-sm text-muted">
                {note}
              </p>
            </div>
          </div>
        ))}
      </div>
    </fieldset>
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

/** Says above the form why it was not taken, at once. */
function Trouble({ fault }: { fault: Fault | null }) {
  const { t } = useLanguage();
  if (!fault) return null;
  const { code, retryAfterSeconds: seconds = 0 } = fault;
  return (
    <Notice tone="danger" role="alert" title={t(`error.${code}`)}>
      {seconds >= WORTH_SAYING_S && (
        <p>{t('form.retry-after', { minutes: Math.ceil(seconds / 60) })}</p>
      )}
    </Notice>
  );
}

// All that this form's fields can have.
const FAULTS = [
  'required',
  'too-long',
  'invalid-characters',
  'invalid-email',
  'unknown-city',
] as const;

function useFault(faults: FieldFaults, words: ApplyWords) {
  const { t } = useLanguage();
  return (name: FieldName): string | undefined => {
    const code = faults[name];
    if (!code) return undefined;
    if (name === 'phone') return words.phoneWrong;
    if (name === 'city' && code === 'required') return words.cityNeeded;
    if (code === 'required' && (name === 'name' || name === 'email')) return t(`required.${name}`);
    const said = FAULTS.find((known) => known === code);
    return t(`field.${said ?? 'invalid'}`);
  };
}
