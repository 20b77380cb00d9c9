import { useLanguage, type MessageId } from '../../shared/i18n/language.ts';

interface Props {
  before: number;
  after: number;
  /** Absent: those of letting count, or of taking out. */
  words?: MessageId;
}

/** What a decision makes of the total, before it is made: "184,302 → 184,802". */
export function Effect({ before, after, words }: Props) {
  const { t, locale } = useLanguage();
  const number = new Intl.NumberFormat(locale);
  const values = { before: number.format(before), after: number.format(after) };
  if (before === after) return <p>{t('quarantine.effect-none', values)}</p>;
  return (
    <p>
      {t(words ?? (after > before ? 'quarantine.effect' : 'quarantine.effect-void'))}{' '}
      <span className="sr-only">{t('quarantine.effect-spoken', values)}</span>
      <strong aria-hidden className="tabular whitespace-nowrap" data-testid="effect">
        {values.before} → {values.after}
      </strong>
    </p>
  );
}
