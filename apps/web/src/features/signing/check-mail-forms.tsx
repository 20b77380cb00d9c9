import { Button } from '@lantern/ui/button';
import { Field } from '@lantern/ui/field';
import { Notice } from '@lantern/ui/notice';
import type { Fault } from '../../shared/api/fault.ts';
import { useLanguage } from '../../shared/i18n/translate.ts';
import type { Intent } from './check-mail.server.ts';
import { EMAIL_MAX_CHARS } from './form-limits.ts';
import { FormTrouble } from './form-trouble.tsx';
import { useStepWords } from './step-words.ts';
import { useSecondsLeft } from './use-seconds-left.ts';

/** What the last press was answered with. */
type Answer = { intent: Intent; email: string; code: string; fault: Fault } | undefined;

interface FormProps {
  token: string;
  answer: Answer;
}

const troubleOf = (answer: Answer, intent: Intent) =>
  answer?.intent === intent ? answer.fault : null;

/** A refused form is a new page; without JavaScript nothing else leads to what is to be mended. */
const atFault = (trouble: Fault | null) => ({ autoFocus: trouble !== null });

/**
 * The six digits of the mail, for those who read it on another device. The page of a submission knows
 * its address; whoever comes without it is asked.
 */
export function CodeForm({ token, answer }: { token: string | null; answer: Answer }) {
  const { t } = useLanguage();
  const step = useStepWords();
  const trouble = troubleOf(answer, 'code');
  const wrong = trouble?.code === 'code-wrong';
  return (
    <form
      method="post"
      className="flex flex-col gap-4 rounded-card border border-line bg-raised p-5"
    >
      <h2 className="text-xl">{step('check.code-title')}</h2>
      <FormTrouble trouble={wrong ? null : trouble} />
      {token ? <TokenInput token={token} /> : <AddressField answer={answer} />}
      <Field
        id="code"
        name="code"
        label={step('check.code')}
        hint={step('check.code-hint')}
        error={wrong ? t('error.code-wrong') : undefined}
        // A code that was not even looked at is sent once more as it is.
        defaultValue={trouble?.code === 'unavailable' ? answer?.code : undefined}
        {...atFault(trouble)}
        inputMode="numeric"
        autoComplete="one-time-code"
        pattern="[0-9 ]{6,9}"
        maxLength={9}
        enterKeyHint="done"
        className="tabular max-w-56 text-2xl tracking-[0.2em]"
        required
      />
      <Button type="submit" name="intent" value="code" className="sm:self-start">
        {step('check.code-button')}
      </Button>
    </form>
  );
}

function AddressField({ answer }: { answer: Answer }) {
  const step = useStepWords();
  const known = answer?.intent === 'code' ? answer.email : undefined;
  return <EmailInput id="code-email" label={step('check.code-email')} defaultValue={known} />;
}

interface EmailInputProps {
  id: string;
  label: string;
  defaultValue: string | undefined;
  autoFocus?: boolean;
}

function EmailInput(field: EmailInputProps) {
  return (
    <Field
      name="email"
      type="email"
      inputMode="email"
      autoComplete="email"
      autoCapitalize="none"
      spellCheck={false}
      maxLength={EMAIL_MAX_CHARS}
      required
      {...field}
    />
  );
}

interface MendProps extends FormProps {
  maskedEmail: string | null;
  meantDomain: string | null;
}

/** Asks about an address that looks mistyped, and mends it in one press. */
export function MendForm({ token, answer, maskedEmail, meantDomain }: MendProps) {
  const step = useStepWords();
  const trouble = troubleOf(answer, 'mend');
  if (!maskedEmail || !meantDomain) return null;
  const at = maskedEmail.lastIndexOf('@') + 1;
  const [local, typed] = [maskedEmail.slice(0, at), maskedEmail.slice(at)];
  return (
    <Notice tone="warm" title={step('check.typo-title')}>
      <p className="wrap-anywhere">{step('check.typo', { typed, meant: meantDomain })}</p>
      <form method="post" className="mt-3 flex flex-col gap-3">
        <AmendTrouble trouble={trouble} />
        <TokenInput token={token} />
        <Button
          type="submit"
          name="intent"
          value="mend"
          look="quiet"
          className="wrap-anywhere sm:self-start"
        >
          {step('check.typo-button', { email: `${local}${meantDomain}` })}
        </Button>
      </form>
    </Notice>
  );
}

interface ResendProps extends FormProps {
  resendsLeft: number;
  waitSeconds: number;
}

/** Pressed sooner, it is a moment's patience that is asked for, and no fault. */
const SOON_S = 60;

/** Sends the mail again, or says when that will be possible. */
export function ResendForm({ token, resendsLeft, waitSeconds, answer }: ResendProps) {
  const step = useStepWords();
  const trouble = troubleOf(answer, 'resend');
  const wait = trouble?.retryAfterSeconds;
  const tooSoon = trouble?.code === 'too-many-requests' && wait !== undefined && wait <= SOON_S;
  const left = useSecondsLeft(waitSeconds);
  if (resendsLeft === 0) return <p className="mt-4">{step('check.resend-none')}</p>;
  return (
    <form
      method="post"
      className="mt-4 flex flex-col gap-3"
      onSubmit={(event) => left.known && left.seconds > 0 && event.preventDefault()}
    >
      {tooSoon ? (
        <Notice tone="warm" role="alert" title={step('check.too-soon')} />
      ) : (
        <FormTrouble trouble={trouble} />
      )}
      <TokenInput token={token} />
      <Button
        type="submit"
        name="intent"
        value="resend"
        look="quiet"
        aria-disabled={left.known && left.seconds > 0}
        {...atFault(trouble)}
        className="sm:self-start"
      >
        {step('check.resend')}
      </Button>
      {/* Its line stays when the wait is over, so that nothing below moves. */}
      {waitSeconds > 0 && (
        <p className="tabular min-h-[1lh] text-sm text-muted">
          {!left.known && step('check.resend-wait', { minutes: Math.ceil(waitSeconds / 60) })}
          {left.known && left.seconds > 0 && step('check.resend-soon', { seconds: left.seconds })}
        </p>
      )}
    </form>
  );
}

/** Corrects a mistyped address; opened again when the correction was at fault. */
export function AmendForm({ token, answer }: FormProps) {
  const step = useStepWords();
  const trouble = troubleOf(answer, 'amend');
  return (
    <details className="mt-2" open={trouble !== null}>
      <summary className="inline-flex min-h-touch items-center font-semibold text-accent underline underline-offset-4">
        {step('check.amend')}
      </summary>
      <form method="post" className="mt-2 flex flex-col gap-4">
        <AmendTrouble trouble={trouble} />
        <TokenInput token={token} />
        <EmailInput
          id="amend-email"
          label={step('check.amend-email')}
          defaultValue={trouble ? answer?.email : undefined}
          {...atFault(trouble)}
        />
        <Button type="submit" name="intent" value="amend" look="quiet" className="sm:self-start">
          {step('check.amend-button')}
        </Button>
      </form>
    </details>
  );
}

/** Without a wait it is not the network that is too eager: this address was corrected often enough. */
function AmendTrouble({ trouble }: { trouble: Fault | null }) {
  const step = useStepWords();
  if (trouble?.code === 'too-many-requests' && trouble.retryAfterSeconds === undefined)
    return <Notice tone="warm" role="alert" title={step('check.amend-none')} />;
  return <FormTrouble trouble={trouble} />;
}

function TokenInput({ token }: { token: string }) {
  return <input type="hidden" name="token" value={token} />;
}
