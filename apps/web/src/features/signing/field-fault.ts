import type { FieldCode } from '@lantern/schemas/error-codes';
import { useLanguage } from '../../shared/i18n/translate.ts';

/** Says what is wrong with a field, or nothing. */
export function useFieldFault(fields: Record<string, FieldCode>) {
  const { t } = useLanguage();
  return (name: 'name' | 'email' | 'country' | 'city' | 'code'): string | undefined => {
    const code = fields[name];
    if (!code) return undefined;
    if (code !== 'required' || name === 'city') return t(`field.${code}`);
    return t(`required.${name}`);
  };
}
