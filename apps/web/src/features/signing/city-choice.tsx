import { Select } from '@lantern/ui/select';
import { useLanguage } from '../../shared/i18n/translate.ts';
import { useWrittenOnce } from '../../shared/written-once.ts';

interface Props {
  chosen: string | undefined;
  error: string | undefined;
}

/** A city is not asked for, but may be told; opened when it already was. */
export function CityChoice({ chosen, error }: Props) {
  const { t } = useLanguage();
  return (
    <details className="-my-2" open={Boolean(chosen || error)}>
      <summary className="inline-flex min-h-touch items-center text-[0.9375rem] font-semibold text-accent underline underline-offset-4">
        {t('form.city-add')}
      </summary>
      <div className="pb-3 pt-1">
        <Select
          id="city"
          name="city"
          label={t('form.city')}
          hint={t('form.city-hint')}
          error={error}
          {...useWrittenOnce('cities', t('form.city-none'))}
        />
      </div>
    </details>
  );
}
