import type { DESK_FIELD_CODES, FieldCode } from '@lantern/schemas/error-codes';
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

type DeskCode = (typeof DESK_FIELD_CODES)[number];

// Named again, as types only: the list itself would bring 22 KB of Zod to every visitor.
const OF_THE_DESK: Record<DeskCode, true> = {
  order: true,
  'in-the-past': true,
  delivered: true,
  taken: true,
  'unknown-zone': true,
  'no-such-time': true,
};

const isOfTheDesk = (code: FieldCode): code is DeskCode => Object.hasOwn(OF_THE_DESK, code);
