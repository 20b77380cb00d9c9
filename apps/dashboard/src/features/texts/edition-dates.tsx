import type { PetitionPage } from '@lantern/schemas/petition';
import { useLanguage } from '../../shared/i18n/language.ts';
import { zonedTime } from '../../shared/zoned-time.ts';

/** Which edition this is and when it takes signatures, in the edition's own zone. */
export function EditionDates({ edition }: { edition: PetitionPage['edition'] }) {
  const { t, locale } = useLanguage();
  const { timezone, slug, opensAt, closesAt } = edition;
  const place = { timezone, locale };
  return (
    <p className="mt-2 max-w-reading text-muted">
      {t('texts.edition', { edition: slug })} ·{' '}
      {t('texts.dates', {
        opens: zonedTime(opensAt, place),
        closes: zonedTime(closesAt, place),
      })}
    </p>
  );
}
