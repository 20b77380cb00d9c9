import { useHydrated } from '@lantern/ui/use-hydrated';
import { useLanguage } from '../../shared/i18n/translate.ts';

interface Props {
  /** ISO instant. */
  at: string;
  label: string;
}

/**
 * The same moment on the reader's own clock. Only the browser knows its zone; until then, and without
 * JavaScript, the world's time stands in the same line, so that nothing moves.
 */
export function ReaderTime({ at, label }: Props) {
  const { locale } = useLanguage();
  const known = useHydrated();
  const format = new Intl.DateTimeFormat(locale === 'en' ? 'en-GB' : locale, {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZoneName: 'short',
    ...(!known && { timeZone: 'UTC' }),
  });
  return (
    <p className="mt-0.5 min-h-6 truncate text-sm text-muted">
      {label}{' '}
      <time dateTime={at} className="tabular" suppressHydrationWarning>
        {format.format(new Date(at))}
      </time>
    </p>
  );
}
