import { useQuery } from '@tanstack/react-query';
import { useTRPC } from '../shared/api/trpc.ts';
import { useLanguage } from '../shared/i18n/language.ts';

/** How much waits is asked this often, ms. */
const REREAD_MS = 15_000;
/** From here on the figure is shortened, so that the menu keeps its shape. */
const LONG = 100_000;

/** How many held signatures wait for a decision. */
export function WaitingCount() {
  const { t } = useLanguage();
  const trpc = useTRPC();
  const { data } = useQuery({
    ...trpc.signing.waiting.queryOptions(),
    refetchInterval: REREAD_MS,
  });
  const n = data?.signatures ?? 0;
  return <Mark n={n} words={t('quarantine.waiting', { n })} />;
}

/** How many messages wait for an answer. */
export function WaitingMessages() {
  const { t } = useLanguage();
  const trpc = useTRPC();
  const { data } = useQuery({
    ...trpc.contact.waiting.queryOptions(),
    refetchInterval: REREAD_MS,
  });
  const n = data?.messages ?? 0;
  return <Mark n={n} words={t('messages.waiting-count', { n })} />;
}

/** How many offers to answer for a city wait for a person. */
export function WaitingApplications() {
  const { t } = useLanguage();
  const trpc = useTRPC();
  const { data } = useQuery({
    ...trpc.applications.waiting.queryOptions(),
    refetchInterval: REREAD_MS,
  });
  const n = data?.applications ?? 0;
  return <Mark n={n} words={t('applications.waiting-count', { n })} />;
}

/** How many requests wait for this administrator's word. */
export function RequestCount() {
  const { t } = useLanguage();
  const trpc = useTRPC();
  const { data } = useQuery({ ...trpc.approvals.list.queryOptions(), refetchInterval: REREAD_MS });
  const n = data?.filter(({ mayDecide, mayCollect }) => mayDecide || mayCollect).length ?? 0;
  return <Mark n={n} words={t('requests.waiting-count', { n })} />;
}

/** Stands behind a page's name; nothing while nothing waits. */
function Mark({ n, words }: { n: number; words: string }) {
  const { locale } = useLanguage();
  if (n === 0) return null;
  const notation = n < LONG ? 'standard' : 'compact';
  const figure = new Intl.NumberFormat(locale, { notation }).format(n);
  return (
    <span className="ms-2 rounded-full bg-flame-soft px-2 text-sm font-semibold text-accent">
      <span aria-hidden>{figure}</span>
      <span className="sr-only">{words}</span>
    </span>
  );
}
