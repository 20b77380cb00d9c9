import { Button } from '@lantern/ui/button';
import { Field } from '@lantern/ui/field';
import type { Fault } from '../../shared/api/fault.ts';
import type { Intent } from './check-mail.server.ts';
import { EMAIL_MAX_CHARS } from './form-limits.ts';
import { FormTrouble } from './form-trouble.tsx';
import { useStepWords } from './step-words.ts';

/** What the last press was answered with. */
type Answer = { intent: Intent; email: string; fault: Fault } | undefined;

const troubleOf = (answer: Answer, intent: Intent) =>
  answer?.intent === intent ? answer.fault : null;

/**
 * The six digits of the mail, for those who read it on another device. The page of a submission knows
 * its address; whoever comes without it is asked.
 */
export function CodeForm({ token, answer }: { token: string | null; answer: Answer }) {
  const step = useStepWords();
  return (
    <form
      method="post"
      className="flex flex-col gap-4 rounded-card border border-line bg-raised p-5"
    >
      <h2 className="text-xl">{step('check.code-title')}</h2>
      <FormTrouble trouble={troubleOf(answer, 'code')} />
      {token ? <TokenInput token={token} /> : <AddressField answer={answer} />}
      <Field
        id="code"
        name="code"
        label={step('check.code')}
        hint={step('check.code-hint')}
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
  return (
    <Field
      id="code-email"
      name="email"
      type="email"
      inputMode="email"
      label={step('check.code-email')}
      defaultValue={answer?.intent === 'code' ? answer.email : undefined}
      autoComplete="email"
      autoCapitalize="none"
      spellCheck={false}
      maxLength={EMAIL_MAX_CHARS}
      required
    />
  );
}

interface ResendProps {
  token: string;
  resendsLeft: number;
  waitSeconds: number;
  answer: Answer;
}

/** Sends the mail again, or says when that will be possible. */
export function ResendForm({ token, resendsLeft, waitSeconds, answer }: ResendProps) {
  const step = useStepWords();
  if (resendsLeft === 0) return <p className="mt-4">{step('check.resend-none')}</p>;
  return (
    <form method="post" className="mt-4 flex flex-col gap-3">
      <FormTrouble trouble={troubleOf(answer, 'resend')} />
      <TokenInput token={token} />
      <Button type="submit" name="intent" value="resend" look="quiet" className="sm:self-start">
        {step('check.resend')}
      </Button>
      {waitSeconds > 0 && (
        <p className="text-sm text-muted">
          {step('check.resend-wait', { minutes: Math.ceil(waitSeconds / 60) })}
        </p>
      )}
    </form>
  );
}

/** Corrects a mistyped address; opened again when the correction was at fault. */
export function AmendForm({ token, answer }: { token: string; answer: Answer }) {
  const step = useStepWords();
  const trouble = troubleOf(answer, 'amend');
  return (
    <details className="mt-4" open={trouble !== null}>
      <summary className="inline-flex min-h-touch items-center font-semibold text-accent underline underline-offset-4">
        {step('check.amend')}
      </summary>
      <form method="post" className="mt-2 flex flex-col gap-4">
        <FormTrouble trouble={trouble} />
        <TokenInput token={token} />
        <Field
          id="amend-email"
          name="email"
          type="email"
          inputMode="email"
          label={step('check.amend-email')}
          defaultValue={trouble ? answer?.email : undefined}
          autoComplete="email"
          autoCapitalize="none"
          spellCheck={false}
          maxLength={EMAIL_MAX_CHARS}
          required
        />
        <Button type="submit" name="intent" value="amend" look="quiet" className="sm:self-start">
          {step('check.amend-button')}
        </Button>
      </form>
    </details>
  );
}

function TokenInput({ token }: { token: string }) {
  return <input type="hidden" name="token" value={token} />;
}
