import { Flame } from '@lantern/ui/flame';
import { useLanguage } from './i18n/language.ts';

/** Something is on its way; says so to those who cannot see the light breathe. */
export function Loading() {
  const { t } = useLanguage();
  return (
    <output className="grid min-h-[60dvh] place-items-center">
      <Flame className="light-breathes h-12 w-9" />
      <span className="sr-only">{t('state.loading')}</span>
    </output>
  );
}
