import { useQuery } from '@tanstack/react-query';
import { useTRPC } from '../shared/api/trpc.ts';
import { useLanguage } from '../shared/i18n/language.ts';

/** How much waits is asked this often, ms. */
const REREAD_MS = 15_000;
/** From here on the figure is shortened, so that the menu keeps its shape. */
const LONG = 100_000;

/** How many held signatures wait for a decision; nothing while there are none. */
export function WaitingCount() {
  const { t, locale } = useLanguage();
  const trpc = useTRPC();
  const { data } = useQuery({
    ...trpc.signing.waiting.queryOptions(),
    refetchInterval: REREAD_MS,
  });
  if (!data || data.signatures === 0) return null;
  const { signatures } = data;
  const notation = signatures < LONG ? 'standard' : 'compact';
  const figure = new Intl.NumberFormat(locale, { notation }).format(signatures);
  return (
    <span className="ms-2 rounded-full bg-flame-soft px-2 text-sm font-semibold text-accent">
      <span aria-hidden>{figure}</span>
      <span className="sr-only">{t('quarantine.waiting', { n: signatures })}</span>
    </span>
  );
}
