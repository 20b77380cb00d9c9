import { MAY_CHANGE_SETTINGS } from '@lantern/schemas/petition-roles';
import { useQuery } from '@tanstack/react-query';
import { Navigate } from 'react-router';
import { faultOf, wordsOf } from '../../shared/api/fault.ts';
import { useTRPC } from '../../shared/api/trpc.ts';
import { useLanguage } from '../../shared/i18n/language.ts';
import { Loading } from '../../shared/loading.tsx';
import { Page } from '../../shared/page.tsx';
import { PATHS } from '../../shared/paths.ts';
import { Trouble } from '../../shared/trouble.tsx';
import { NewEditionForm } from './new-edition-form.tsx';
import { useEditions } from './use-settings.ts';

/** Where the next year's edition is made; nobody outside sees it until it is chosen. */
export default function NewEditionPage() {
  const { t } = useLanguage();
  const trpc = useTRPC();
  const me = useQuery(trpc.auth.me.queryOptions());
  const { data, isPending, error, refetch } = useEditions();
  if (me.data && !MAY_CHANGE_SETTINGS.includes(me.data.role))
    return <Navigate to={PATHS.settings} replace />;
  return (
    <Page title={t('settings.new')}>
      {isPending && <Loading />}
      {error && (
        <div className="mt-6 max-w-reading">
          <Trouble text={t(wordsOf(faultOf(error)))} again={() => void refetch()} />
        </div>
      )}
      {data && <NewEditionForm editions={data} />}
    </Page>
  );
}
