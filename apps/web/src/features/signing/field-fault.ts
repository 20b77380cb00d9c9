import { DESK_FIELD_CODES, type FieldCode } from '@lantern/schemas/error-codes';
import { useLanguage } from '../../shared/i18n/translate.ts';

/** Says what is wrong with a field, or nothing. */
export function useFieldFault(fields: Record<string, FieldCode>) {
  const { t } = useLanguage();
  return (name: 'name' | 'email' | 'country' | 'city' | 'code'): string | undefined => {
    const code = fields[name];
    if (!code) return undefined;
    if (code === 'required' && name !== 'city') return t(`required.${name}`);
    return t(`field.${isOfTheDesk(code) ? 'invalid' : code}`);
  };
}

const isOfTheDesk = (code: FieldCode): code is (typeof DESK_FIELD_CODES)[number] =>
  DESK_FIELD_CODES.some((known) => known === code);
