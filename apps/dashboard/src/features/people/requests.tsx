import { useQuery } from '@tanstack/react-query';
import { faultOf, wordsOf } from '../../shared/api/fault.ts';
import { useTRPC } from '../../shared/api/trpc.ts';
import { useLanguage } from '../../shared/i18n/language.ts';
import { Trouble } from '../../shared/trouble.tsx';
import { RequestRow } from './request-row.tsx';

/** A colleague who was called just now should see it without loading the page again; ms. */
const REREAD_MS = 10_000;

/** What waits for a second person, and what became of the last week's. */
export function Requests() {
  const { t } = useLanguage();
  const trpc = useTRPC();
  const requests = useQuery({
    ...trpc.approvals.list.queryOptions(),
    refetchInterval: REREAD_MS,
  });
  if (requests.isPending) return <p className="text-muted">{t('state.loading')}</p>;
  if (requests.isError && !requests.data) {
    const text = t(wordsOf(faultOf(requests.error)));
    return <Trouble text={text} again={() => void requests.refetch()} />;
  }
  if (requests.data.length === 0) return <p className="text-muted">{t('requests.empty')}</p>;
  return (
    <ul className="divide-y divide-line border-y border-line">
      {requests.data.map((request) => (
        <RequestRow key={request.id} request={request} />
      ))}
    </ul>
  );
}
