import { useQuery } from '@tanstack/react-query';
import { Link, Navigate } from 'react-router';
import { faultOf, wordsOf } from '../../shared/api/fault.ts';
import { useTRPC } from '../../shared/api/trpc.ts';
import { useLanguage } from '../../shared/i18n/language.ts';
import { Loading } from '../../shared/loading.tsx';
import { Page } from '../../shared/page.tsx';
import { cityPath } from '../../shared/paths.ts';
import { ROLE_WORDS } from '../../shared/roles.ts';
import { Trouble } from '../../shared/trouble.tsx';
import { FieldLink } from './field-link.tsx';

/** Where a coordinator or deputy arrives: at their city, or at the list of them. */
export default function OwnCityPage() {
  const { t, locale } = useLanguage();
  const trpc = useTRPC();
  const { data, isPending, error, refetch } = useQuery({
    ...trpc.cities.mine.queryOptions(),
    networkMode: 'always',
  });
  const [only, ...others] = data ?? [];
  if (only && others.length === 0)
    return <Navigate to={cityPath(only.city, only.edition)} replace />;
  return (
    <Page title={t('own-city.title')}>
      {isPending && <Loading />}
      {error && (
        <div className="mt-6 max-w-reading">
          <Trouble text={t(wordsOf(faultOf(error)))} again={() => void refetch()} />
        </div>
      )}
      {data?.length === 0 && <p className="mt-6 max-w-reading">{t('own-city.none')}</p>}
      <ul className="mt-6 grid max-w-reading divide-y divide-line border-line">
        {data?.map(({ edition, city, name, role }) => (
          <li key={`${edition}/${city}`}>
            <Link
              to={cityPath(city, edition)}
              className="flex min-h-touch items-center py-2 font-semibold underline"
            >
              {name[locale]} · {edition} · {t(ROLE_WORDS[role])}
            </Link>
          </li>
        ))}
      </ul>
      {data && data.length > 0 && <FieldLink />}
    </Page>
  );
}
