import { LOCALES } from '@lantern/schemas/locale';
import { Checkbox } from '@lantern/ui/checkbox';
import { Field, FieldError } from '@lantern/ui/field';
import { TextArea } from '@lantern/ui/textarea';
import { fieldsOf } from '../../shared/api/fault.ts';
import { useLanguage } from '../../shared/i18n/language.ts';
import { languageName } from '../../shared/languages.ts';
import type { PartnerWords } from './partner-words.ts';

interface Props {
  words: PartnerWords;
  onChange: (part: Partial<PartnerWords>) => void;
  /** Why the server refused, if it did. */
  error: unknown;
}

/** Name, sites and languages of a partner. */
export function PartnerFields({ words, onChange, error }: Props) {
  const { t, locale } = useLanguage();
  const faults = fieldsOf(error);
  return (
    <>
      <Field
        id="partner-name"
        label={t('partners.name')}
        autoComplete="off"
        value={words.name}
        error={faults['name'] && t('partners.name-wrong')}
        onChange={({ target }) => onChange({ name: target.value })}
      />
      <TextArea
        id="partner-origins"
        label={t('partners.origins')}
        hint={t('partners.origins-hint')}
        rows={3}
        spellCheck={false}
        value={words.origins}
        error={faults['origins'] && t('partners.origins-wrong')}
        onChange={({ target }) => onChange({ origins: target.value })}
      />
      <fieldset>
        <legend className="text-[0.9375rem] font-semibold leading-snug">
          {t('partners.languages')}
        </legend>
        {LOCALES.map((one) => (
          <Checkbox
            key={one}
            id={`partner-${one}`}
            label={languageName(one, locale)}
            checked={words.locales.includes(one)}
            onChange={({ target }) =>
              onChange({
                locales: LOCALES.filter((each) =>
                  each === one ? target.checked : words.locales.includes(each),
                ),
              })
            }
          />
        ))}
        {faults['locales'] && (
          <FieldError id="partner-locales-error">{t('partners.languages-wrong')}</FieldError>
        )}
      </fieldset>
    </>
  );
}
