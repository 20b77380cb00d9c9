import { useQuery } from '@tanstack/react-query';
import { Link, useParams, useSearchParams } from 'react-router';
import { faultOf, wordsOf } from '../../shared/api/fault.ts';
import { useTRPC } from '../../shared/api/trpc.ts';
import { useLanguage } from '../../shared/i18n/language.ts';
import { Loading } from '../../shared/loading.tsx';
import { Page } from '../../shared/page.tsx';
import { cityPath } from '../../shared/paths.ts';
import { Trouble } from '../../shared/trouble.tsx';
import { RsvpAction } from './rsvp-action.tsx';
import { useNames } from './use-names.ts';

/** Numbers move as people answer, ms. */
const REREAD_MS = 15_000;

/** How many come to a city's actions; who they are only on a press, which is written down. */
export default function RsvpsPage() {
  const { t } = useLanguage();
  const trpc = useTRPC();
  const { slug = '' } = useParams();
  const [params] = useSearchParams();
  const edition = params.get('edition');
  const input = { city: slug, ...(edition !== null && { edition }) };
  const counts = useQuery({
    ...trpc.rsvp.counts.queryOptions(input),
    refetchInterval: REREAD_MS,
    networkMode: 'always',
  });
  const names = useNames(input);
  return (
    <Page title={t('rsvps.title')}>
      <p>
        <Link
          to={cityPath(slug, edition)}
          className="inline-flex min-h-touch items-center underline"
        >
          {t('rsvps.city')}
        </Link>
      </p>
      <p className="mt-2 max-w-reading text-muted">{t('rsvps.lead')}</p>
      {counts.isPending && <Loading />}
      {counts.isError && (
        <div className="mt-4 max-w-reading">
          <Trouble text={t(wordsOf(faultOf(counts.error)))} again={() => void counts.refetch()} />
        </div>
      )}
      {counts.data?.actions.length === 0 && <p className="mt-6">{t('rsvps.none')}</p>}
      <ul className="mt-6 grid max-w-3xl gap-5 empty:hidden">
        {counts.data?.actions.map((action) => (
          <RsvpAction key={action.actionId} action={action} names={names} />
        ))}
      </ul>
      {names.fault && (
        <div className="mt-4 max-w-reading">
          <Trouble text={t(wordsOf(names.fault))} />
        </div>
      )}
    </Page>
  );
}
