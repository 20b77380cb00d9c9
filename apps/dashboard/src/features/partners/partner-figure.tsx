import { useLanguage } from '../../shared/i18n/language.ts';

/** A figure that may be told, or the words that stand for one that may not. */
export function PartnerFigure({ total }: { total: number | null }) {
  const { t, locale } = useLanguage();
  if (total === null) return <span className="text-muted">{t('partners.not-told')}</span>;
  return <span className="tabular">{new Intl.NumberFormat(locale).format(total)}</span>;
}
