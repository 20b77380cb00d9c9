import { useQuery } from '@tanstack/react-query';
import { useTRPC } from '../shared/api/trpc.ts';
import { useLanguage } from '../shared/i18n/language.ts';

/** What waits is asked this often, ms. */
const REREAD_MS = 15_000;

/** How many requests wait for this administrator's word; nothing while there are none. */
export function RequestCount() {
  const { t, locale } = useLanguage();
  const trpc = useTRPC();
  const { data } = useQuery({ ...trpc.approvals.list.queryOptions(), refetchInterval: REREAD_MS });
  const n = data?.filter(({ mayDecide, mayCollect }) => mayDecide || mayCollect).length ?? 0;
  if (n === 0) return null;
  return (
    <span className="ms-2 rounded-full bg-flame-soft px-2 text-sm font-semibold text-accent">
      <span aria-hidden>{new Intl.NumberFormat(locale).format(n)}</span>
      <span className="sr-only">{t('requests.waiting-count', { n })}</span>
    </span>
  );
}
