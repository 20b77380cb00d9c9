import { Notice } from '@lantern/ui/notice';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Link, useParams } from 'react-router';
import { faultOf, wordsOf } from '../../shared/api/fault.ts';
import { useTRPC } from '../../shared/api/trpc.ts';
import { useLanguage } from '../../shared/i18n/language.ts';
import { languageName } from '../../shared/languages.ts';
import { Loading } from '../../shared/loading.tsx';
import { Page, Section } from '../../shared/page.tsx';
import { applicationPath, PATHS } from '../../shared/paths.ts';
import { ROLE_WORDS } from '../../shared/roles.ts';
import { Trouble } from '../../shared/trouble.tsx';
import { Decide } from './decide.tsx';
import { Notes } from './notes.tsx';
import type { OpenedApplication } from './use-applications.ts';

/** One offer: who it is, what colleagues noted, and what can be done about it. */
export default function ApplicationPage() {
  const { t } = useLanguage();
  const trpc = useTRPC();
  const { id = '' } = useParams();
  const read = useQuery({
    ...trpc.applications.read.queryOptions({ id }),
    networkMode: 'always',
  });
  return (
    <Page title={read.data?.name ?? t('applications.title')}>
      <p>
        <Link to={PATHS.applications} className="inline-flex min-h-touch items-center underline">
          {t('applications.all')}
        </Link>
      </p>
      {read.isPending && <Loading />}
      {read.isError && (
        <div className="max-w-reading">
          <Trouble text={t(wordsOf(faultOf(read.error)))} again={() => void read.refetch()} />
        </div>
      )}
      {read.data && <Opened key={id} application={read.data} />}
    </Page>
  );
}

function Opened({ application }: { application: OpenedApplication }) {
  const { t } = useLanguage();
  const { twins, about, locale } = application;
  return (
    <>
      <div className="max-w-reading">
        <Facts application={application} />
        {twins.length > 0 && <Twins twins={twins} />}
        <div
          lang={locale}
          className="mt-6 rounded-card border border-line bg-raised p-5 whitespace-pre-wrap wrap-anywhere"
        >
          {about}
        </div>
        {application.guarded && (
          <Notice tone="warm" className="mt-4">
            {t('messages.guarded')}
          </Notice>
        )}
      </div>
      <Section id="notes" title={t('applications.notes')} lead={t('applications.notes-lead')}>
        <Notes application={application} />
      </Section>
      <Section id="decide" title={t('applications.decide')}>
        <Decide application={application} />
      </Section>
    </>
  );
}

function Facts({ application }: { application: OpenedApplication }) {
  const { t, locale } = useLanguage();
  const time = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeStyle: 'short' });
  const { role, cityName, place, email, phone, organisation, confirmedAt } = application;
  return (
    <dl className="mt-2 grid grid-cols-[auto_1fr] gap-x-6 gap-y-1">
      <Fact name={t('applications.city')}>
        {cityName ? cityName[locale] : t('applications.elsewhere', { place })}
        {cityName && place && ` (${place})`}
      </Fact>
      <Fact name={t('applications.role')}>{t(ROLE_WORDS[role])}</Fact>
      <Fact name={t('applications.email')}>
        <a className="underline" href={`mailto:${encodeURIComponent(email)}`}>
          {email}
        </a>
      </Fact>
      <Fact name={t('applications.phone')}>
        {phone ? (
          <a className="underline tabular-nums" href={`tel:${phone}`}>
            {phone}
          </a>
        ) : (
          t('applications.no-phone')
        )}
      </Fact>
      {organisation && <Fact name={t('applications.organisation')}>{organisation}</Fact>}
      <Fact name={t('applications.language')}>{languageName(application.locale, locale)}</Fact>
      {confirmedAt && (
        <Fact name={t('applications.since')}>
          <time dateTime={confirmedAt}>{time.format(new Date(confirmedAt))}</time>
        </Fact>
      )}
    </dl>
  );
}

/** The same address offered itself more than once: perhaps for two cities, perhaps by mistake. */
function Twins({ twins }: Pick<OpenedApplication, 'twins'>) {
  const { t, locale } = useLanguage();
  return (
    <Notice className="mt-4" title={t('applications.twins-title')}>
      <ul>
        {twins.map(({ id, cityName, role, state }) => (
          <li key={id}>
            <Link
              to={applicationPath(id)}
              className="inline-flex min-h-touch items-center underline"
            >
              {[
                cityName?.[locale] ?? t('applications.elsewhere-short'),
                t(ROLE_WORDS[role]),
                t(`applications.state-${state}`),
              ].join(' · ')}
            </Link>
          </li>
        ))}
      </ul>
    </Notice>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-muted">{name}</dt>
      <dd className="wrap-anywhere">{children}</dd>
    </>
  );
}
