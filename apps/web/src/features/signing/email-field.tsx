import { isUnderChineseLaw } from '@lantern/schemas/mail-provider';
import { Field } from '@lantern/ui/field';
import { useRef, useState } from 'react';
import { useLanguage } from '../../shared/i18n/translate.ts';
import { EMAIL_MAX_CHARS } from './form-limits.ts';

interface Props {
  error: string | undefined;
  defaultValue: string | undefined;
  autoFocus: boolean;
}

/** Fetched while the address is typed, so that reading and signing do without it. */
const loadTypos = () => import('@lantern/schemas/mail-typo').catch(() => null);

/**
 * The address, with what its signer should know: providers under Chinese law can be made to show
 * mail to the state. Always said in the hint; said plainly once such an address is typed. A domain that
 * looks mistyped is asked about when the field is left, and mended by one press.
 */
export function EmailField({ defaultValue, ...field }: Props) {
  const { t } = useLanguage();
  const [guarded, setGuarded] = useState(() => isUnderChineseLaw(defaultValue ?? ''));
  const [meant, setMeant] = useState<string | null>(null);
  const input = useRef<HTMLInputElement>(null);

  async function askAboutTypo() {
    const typos = await loadTypos();
    setMeant(typos?.suggestedDomain(input.current?.value ?? '') ?? null);
  }

  function mend() {
    if (!input.current) return;
    input.current.value = input.current.value.replace(/[^@]*$/u, meant ?? '');
    setMeant(null);
    input.current.focus();
  }

  return (
    <Field
      ref={input}
      id="email"
      name="email"
      type="email"
      inputMode="email"
      label={t('form.email')}
      hint={
        // As high as the button that may take its place: what is about to be pressed must not move.
        <span className="block min-h-touch" aria-live="polite">
          {guarded && (
            <span className="block rounded-control border-[1.5px] border-accent bg-flame-soft px-3 py-2 text-text">
              {t('form.email-guarded')}
            </span>
          )}
          {!guarded && meant && (
            <button
              type="button"
              className="min-h-touch text-start text-[0.9375rem] font-semibold text-accent underline underline-offset-4"
              onClick={mend}
            >
              {t('form.email-typo', { domain: meant })}
            </button>
          )}
          {!guarded && !meant && t('form.email-hint')}
        </span>
      }
      defaultValue={defaultValue}
      onFocus={() => void loadTypos()}
      onBlur={() => void askAboutTypo()}
      onInput={(event) => {
        setGuarded(isUnderChineseLaw(event.currentTarget.value));
        setMeant(null);
      }}
      autoComplete="email"
      autoCapitalize="none"
      spellCheck={false}
      enterKeyHint="next"
      maxLength={EMAIL_MAX_CHARS}
      {...field}
      required
    />
  );
}
