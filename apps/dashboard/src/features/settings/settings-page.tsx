import type { EditionSettings } from '@lantern/schemas/edition-settings';
import { MAY_CHANGE_SETTINGS } from '@lantern/schemas/petition-roles';
import { buttonClass } from '@lantern/ui/button';
import { useQuery } from '@tanstack/react-query';
import { Link, useSearchParams } from 'react-router';
import { faultOf, wordsOf } from '../../shared/api/fault.ts';
import { useTRPC } from '../../shared/api/trpc.ts';
import { useLanguage } from '../../shared/i18n/language.ts';
import { Loading } from '../../shared/loading.tsx';
import { Page, Section } from '../../shared/page.tsx';
import { PATHS } from '../../shared/paths.ts';
import { Trouble } from '../../shared/trouble.tsx';
import { Archive } from './archive.tsx';
import { ChooseEdition } from './choose-edition.tsx';
import { EditionList, PHASES } from './edition-list.tsx';
import { PlanForm } from './plan-form.tsx';
import { PlanFacts } from './plan-facts.tsx';
import { Switches } from './switches.tsx';
import { TextsState } from './texts-state.tsx';
import { useEditions } from './use-settings.ts';

/** How an edition is set: the current one, or the one the address names. */
export default function SettingsPage() {
  const { t } = useLanguage();
  const [params] = useSearchParams();
  const { data, isPending, error, refetch } = useEditions();
  const asked = params.get('edition');
  const current = data?.find(({ isCurrent }) => isCurrent);
  const edition = asked === null ? current : data?.find(({ slug }) => slug === asked);
  return (
    <Page title={t('settings.title')}>
      {isPending && <Loading />}
      {error && (
        <div className="mt-6 max-w-reading">
          <Trouble text={t(wordsOf(faultOf(error)))} again={() => void refetch()} />
        </div>
      )}
      {data && !edition && (
        <div className="mt-6 max-w-reading">
          <Trouble text={t(asked === null ? 'fault.no-edition' : 'settings.no-such')} />
        </div>
      )}
      {edition && <EditionParts key={edition.slug} {...{ edition, current }} />}
      {data && <AllEditions editions={data} />}
    </Page>
  );
}

interface PartsProps {
  edition: EditionSettings;
  current: EditionSettings | undefined;
}

function EditionParts({ edition, current }: PartsProps) {
  const { t } = useLanguage();
  const mayChange = useMayChange();
  // What is put away is only read.
  const maySet = mayChange && edition.archivedAt === null;
  const standing = `${t('settings.edition-named', { edition: edition.slug })} · ${t(PHASES[edition.phase])}`;
  return (
    <>
      <p className="mt-2 text-lg font-semibold">{standing}</p>
      {edition.kind === 'rehearsal' && <p>{t('settings.kind-rehearsal')}</p>}
      <Section id="switches" title={t('settings.switches')} lead={t('settings.switches-lead')}>
        <Switches {...{ edition, mayChange: maySet }} />
      </Section>
      <Section id="plan" title={t('settings.plan')}>
        {maySet ? <PlanForm edition={edition} /> : <PlanFacts plan={edition} />}
      </Section>
      <Section id="texts" title={t('settings.texts')}>
        <TextsState edition={edition} />
      </Section>
      <Section id="choice" title={t('settings.choice')}>
        <ChooseEdition {...{ edition, current, mayChange: maySet }} />
      </Section>
      <Section id="archive" title={t('settings.archive-title')}>
        <Archive {...{ edition, mayChange }} />
      </Section>
    </>
  );
}

function AllEditions({ editions }: { editions: readonly EditionSettings[] }) {
  const { t } = useLanguage();
  const mayChange = useMayChange();
  return (
    <Section id="editions" title={t('settings.editions')}>
      <EditionList editions={editions} />
      {mayChange && (
        <p className="mt-4">
          <Link to={PATHS.newEdition} className={buttonClass('quiet')}>
            {t('settings.new')}
          </Link>
        </p>
      )}
    </Section>
  );
}

function useMayChange(): boolean {
  const trpc = useTRPC();
  const me = useQuery(trpc.auth.me.queryOptions());
  return me.data ? MAY_CHANGE_SETTINGS.includes(me.data.role) : false;
}
