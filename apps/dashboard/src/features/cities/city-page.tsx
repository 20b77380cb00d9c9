import { useQuery } from '@tanstack/react-query';
import { MAY_SEE_DAY } from '@lantern/schemas/day-roles';
import { NOT_OFFERED } from '@lantern/schemas/mission-limits';
import { Button } from '@lantern/ui/button';
import { Notice } from '@lantern/ui/notice';
import { useState } from 'react';
import { Link, useParams, useSearchParams } from 'react-router';
import { faultOf, wordsOf } from '../../shared/api/fault.ts';
import { useTRPC } from '../../shared/api/trpc.ts';
import { useLanguage } from '../../shared/i18n/language.ts';
import { Loading } from '../../shared/loading.tsx';
import { Page, Section } from '../../shared/page.tsx';
import { citiesPath, rsvpsPath } from '../../shared/paths.ts';
import { Trouble } from '../../shared/trouble.tsx';
import { ActionCard } from './action-card.tsx';
import { ActionForm } from './action-form.tsx';
import { CityFacts } from './city-facts.tsx';
import { CityPeople } from './city-people.tsx';
import { FieldLink } from './field-link.tsx';
import { StandingActs } from './standing-acts.tsx';
import { useCity, type City } from './use-cities.ts';

/** One city: its plan with what of it is public, its people, and whether it takes part. */
export default function CityPage() {
  const { t, locale } = useLanguage();
  const trpc = useTRPC();
  const { slug = '' } = useParams();
  const [params] = useSearchParams();
  const edition = params.get('edition');
  const me = useQuery(trpc.auth.me.queryOptions());
  const { data: city, isPending, error, refetch } = useCity(slug, edition);
  const seesAll = me.data ? MAY_SEE_DAY.includes(me.data.role) : false;
  return (
    <Page title={city?.name[locale] ?? t('cities.city')}>
      {seesAll && (
        <p>
          <Link to={citiesPath(edition)} className="inline-flex min-h-touch items-center underline">
            {t('city.all')}
          </Link>
        </p>
      )}
      {isPending && <Loading />}
      {error && !city && (
        <div className="mt-6 max-w-reading">
          <Trouble text={t(wordsOf(faultOf(error)))} again={() => void refetch()} />
        </div>
      )}
      {city && <CityParts key={city.slug} city={city} isOwn={me.data ? !seesAll : false} />}
    </Page>
  );
}

function CityParts({ city, isOwn }: { city: City; isOwn: boolean }) {
  const { t } = useLanguage();
  const [params] = useSearchParams();
  const edition = params.get('edition');
  return (
    <>
      <CityFacts city={city} />
      {isOwn && <FieldLink />}
      <Section id="plan" title={t('city.plan')} lead={t('city.plan-lead')}>
        <Plan city={city} />
        {city.actions.some(({ capacity }) => capacity !== null) && (
          <p className="mt-4">
            <Link
              to={rsvpsPath(city.slug, edition)}
              className="inline-flex min-h-touch items-center underline"
            >
              {t('rsvps.title')}
            </Link>
          </p>
        )}
      </Section>
      <Section id="people" title={t('city.people')}>
        <CityPeople people={city.people} />
      </Section>
      {city.maySettle && city.withdrawnReason !== NOT_OFFERED && (
        <Section id="standing" title={t('standing.title')}>
          <StandingActs city={city} />
        </Section>
      )}
    </>
  );
}

function Plan({ city }: { city: City }) {
  const { t } = useLanguage();
  const [adding, setAdding] = useState(false);
  const [saved, setSaved] = useState(false);
  return (
    <div className="grid max-w-3xl gap-5">
      <output>{saved && <Notice className="max-w-reading">{t('action.saved')}</Notice>}</output>
      {city.actions.length === 0 && !adding && <p className="text-muted">{t('city.plan-none')}</p>}
      {city.actions.map((action) => (
        <ActionCard key={action.id} {...{ city, action }} onSaved={() => setSaved(true)} />
      ))}
      {adding && (
        <ActionForm
          city={city}
          onSaved={() => {
            setAdding(false);
            setSaved(true);
          }}
          onClose={() => setAdding(false)}
        />
      )}
      {city.mayPlan && city.withdrawnAt === null && !adding && (
        <div>
          <Button
            type="button"
            onClick={() => {
              setSaved(false);
              setAdding(true);
            }}
          >
            {t('action.add')}
          </Button>
        </div>
      )}
    </div>
  );
}
