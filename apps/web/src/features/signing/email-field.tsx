import { isUnderChineseLaw } from '@lantern/schemas/mail-provider';
import { Field } from '@lantern/ui/field';
import { useState } from 'react';
import { useLanguage } from '../../shared/i18n/translate.ts';

import { EMAIL_MAX_CHARS } from './form-limits.ts';

interface Props {
  error: string | undefined;
  defaultValue: string | undefined;
  autoFocus: boolean;
}

/**
 * The address, with what its signer should know: providers under Chinese law can be made to show
 * mail to the state. Always said in the hint; said plainly once such an address is typed.
 */
export function EmailField({ defaultValue, ...field }: Props) {
  const { t } = useLanguage();
  const [guarded, setGuarded] = useState(() => isUnderChineseLaw(defaultValue ?? ''));
  return (
    <Field
      id="email"
      name="email"
      type="email"
      inputMode="email"
      label={t('form.email')}
      hint={
        guarded ? (
          <span className="block rounded-control border-[1.5px] border-accent bg-flame-soft px-3 py-2 text-text">
            {t('form.email-guarded')}
          </span>
        ) : (
          t('form.email-hint')
        )
      }
      defaultValue={defaultValue}
      onInput={(event) => setGuarded(isUnderChineseLaw(event.currentTarget.value))}
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
