import { MAY_PLAN } from '@lantern/schemas/day-roles';
import { Select } from '@lantern/ui/select';
import { useQuery } from '@tanstack/react-query';
import { useSearchParams } from 'react-router';
import { faultOf, wordsOf } from '../../shared/api/fault.ts';
import { useTRPC } from '../../shared/api/trpc.ts';
import { useLanguage } from '../../shared/i18n/language.ts';
import { Loading } from '../../shared/loading.tsx';
import { Page } from '../../shared/page.tsx';
import { Trouble } from '../../shared/trouble.tsx';
import { HelpLinesForm } from './help-lines-form.tsx';

/** Whom the people of a city call: what their phones keep. */
export default function HelpLinesPage() {
  const { t, locale } = useLanguage();
  const trpc = useTRPC();
  const [params, setParams] = useSearchParams();
  const city = params.get('city');
  const slug = params.get('edition');
  const edition = slug === null ? {} : { edition: slug };
  const me = useQuery(trpc.auth.me.queryOptions());
  const cities = useQuery(trpc.cities.list.queryOptions(edition));
  const lines = useQuery({
    ...trpc.field.helpLines.queryOptions({ ...edition, city }),
    networkMode: 'always',
    // What somebody is writing is not overwritten by what another saved.
    refetchOnWindowFocus: false,
  });
  const choose = (to: string) => {
    const next = new URLSearchParams(params);
    if (to === '') next.delete('city');
    else next.set('city', to);
    setParams(next, { replace: true });
  };
  return (
    <Page title={t('help-lines.title')}>
      <p className="mt-2 max-w-reading text-muted">{t('help-lines.lead')}</p>
      <div className="mt-6 max-w-sm">
        <Select
          id="help-lines-city"
          label={t('help-lines.for')}
          value={city ?? ''}
          onChange={({ target }) => choose(target.value)}
        >
          <option value="">{t('help-lines.all')}</option>
          {cities.data?.cities.map((one) => (
            <option key={one.slug} value={one.slug}>
              {one.name[locale]}
            </option>
          ))}
        </Select>
      </div>
      {lines.isPending && <Loading />}
      {lines.isError && (
        <div className="mt-6 max-w-reading">
          <Trouble text={t(wordsOf(faultOf(lines.error)))} again={() => void lines.refetch()} />
        </div>
      )}
      {lines.data && (
        <HelpLinesForm
          key={`${slug} ${city}`}
          place={{ ...edition, city }}
          lines={lines.data.lines}
          mayChange={me.data ? MAY_PLAN.includes(me.data.role) : false}
        />
      )}
    </Page>
  );
}
