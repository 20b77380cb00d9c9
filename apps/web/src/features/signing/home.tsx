import { ERROR_STATUS } from '@lantern/schemas/error-codes';
import { data } from 'react-router';
import { apiContext, requestContext, writtenOnceContext } from '../../shared/api/load-context.ts';
import { editionParam, localeParam, needed } from '../../shared/api/loading.ts';
import { useEdition } from '../../shared/edition.ts';
import { useLanguage } from '../../shared/i18n/translate.ts';
import { LiveTotal } from '../../shared/live-total.tsx';
import { pathTo } from '../../shared/paths.ts';
import type { Route } from './+types/home.ts';
import { Closed, Paused, Upcoming } from './not-open.tsx';
import { cityOptions, countryOptions } from '../../shared/options.server.ts';
import { SignForm } from './sign-form.tsx';
import { TheDay } from './the-day.tsx';
import { WhatHappens } from './what-happens.tsx';

export async function loader({ params, context, url }: Route.LoaderArgs) {
  const locale = localeParam(params);
  const edition = editionParam(url);
  const { counts } = context.get(apiContext);
  const [count, cities] = await needed(
    Promise.all([counts.current({ edition }), counts.cities({ edition })]),
  );
  const { formState } = context.get(requestContext);
  context.set(writtenOnceContext, {
    countries: countryOptions(locale, formState?.values['country']),
    cities: cityOptions(cities, locale, formState?.values['city']),
  });
  const page = {
    count,
    hasCities: cities.cities.length > 0,
    // A refused form was posted to another address, and brings its code along.
    source: formState?.values['ref'] ?? url.searchParams.get('ref'),
    formState,
  };
  return data(page, { status: formState ? ERROR_STATUS[formState.code] : 200 });
}

export default function Home({ loaderData }: Route.ComponentProps) {
  const { t } = useLanguage();
  const { phase } = useEdition();
  // A form refused by a pause comes back filled in, to be sent once signing goes on.
  const signs = phase === 'open' || (phase === 'paused' && loaderData.formState !== null);
  return (
    <>
      <title>{`${t('home.title')} · ${t('site.name')}`}</title>
      <meta name="description" content={t('home.description')} />
      <section className="mx-auto grid w-full max-w-page gap-x-16 px-5 pb-14 md:px-8 lg:grid-cols-[1fr_27rem] lg:grid-rows-[auto_1fr] lg:pb-24 lg:pt-10">
        <div>
          <h1 className="text-[clamp(2rem,10vw,2.25rem)] md:text-[3.25rem] lg:text-[4.5rem] lg:tracking-[-0.01em]">
            {t('home.title')}
          </h1>
          <LiveTotal initial={loaderData.count} className="mt-3 lg:mt-8" />
        </div>
        <div className="mt-4 max-w-reading md:mt-8 lg:row-span-2 lg:mt-0">
          {signs && <SignForm {...loaderData} />}
          {phase === 'upcoming' && <Upcoming />}
          {phase === 'paused' && !signs && <Paused />}
          {phase === 'closed' && <Closed />}
        </div>
        <Why />
      </section>
      <TheDay />
      <WhatHappens />
    </>
  );
}

function Why() {
  const { locale, t } = useLanguage();
  const { asked } = useEdition();
  return (
    <div className="mt-12 max-w-reading lg:mt-12">
      <h2 className="text-2xl">{t('why.title')}</h2>
      <div className="mt-3 flex flex-col gap-4 text-[1.0625rem] lg:text-lg">
        <p>{t('why.what')}</p>
        <p>{t('why.law')}</p>
        <p>{t('why.day')}</p>
        <p>
          <a
            className="inline-flex min-h-touch items-center font-semibold text-accent underline underline-offset-4"
            href={pathTo(locale, '/petition', { edition: asked })}
          >
            {t('home.read-text')}
          </a>
        </p>
      </div>
    </div>
  );
}
