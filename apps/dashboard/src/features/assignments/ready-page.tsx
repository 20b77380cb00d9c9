import { READINESS_ITEMS, type ReadinessItem } from '@lantern/schemas/readiness-items';
import { Button } from '@lantern/ui/button';
import { Flame } from '@lantern/ui/flame';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { faultOf, wordsOf } from '../../shared/api/fault.ts';
import { useTRPC } from '../../shared/api/trpc.ts';
import { useLanguage } from '../../shared/i18n/language.ts';
import { Loading } from '../../shared/loading.tsx';
import { Page } from '../../shared/page.tsx';
import { ROLE_WORDS } from '../../shared/roles.ts';
import { Trouble } from '../../shared/trouble.tsx';
import { ReadyStep } from './ready-step.tsx';
import type { OwnCity } from './use-assignments.ts';

/** Somebody else may name the deputy or set the place meanwhile; ms. */
const REREAD_MS = 15_000;

/** Getting ready, one thing at a time, on a phone. */
export default function ReadyPage() {
  const { t } = useLanguage();
  const trpc = useTRPC();
  const [params] = useSearchParams();
  const edition = params.get('edition') ?? undefined;
  const mine = useQuery({
    ...trpc.assignments.mine.queryOptions({ edition }),
    refetchInterval: REREAD_MS,
    networkMode: 'always',
  });
  return (
    <Page title={t('ready.title')}>
      {mine.isPending && <Loading />}
      {mine.isError && !mine.data && (
        <div className="mt-6 max-w-reading">
          <Trouble text={t(wordsOf(faultOf(mine.error)))} again={() => void mine.refetch()} />
        </div>
      )}
      {mine.data?.cities.length === 0 && <p className="mt-6 max-w-reading">{t('own-city.none')}</p>}
      {mine.data?.cities.map((city) => (
        <City key={city.id} city={city} edition={edition} />
      ))}
    </Page>
  );
}

function City({ city, edition }: { city: OwnCity; edition: string | undefined }) {
  const { t, locale } = useLanguage();
  const { readiness } = city;
  const next = READINESS_ITEMS.find((item) => !readiness[item]) ?? null;
  // What the reader opened; until then, and once it is done, the next thing there is to do.
  const [opened, open] = useState<ReadinessItem | null>(null);
  const shown = opened ?? next;
  const done = READINESS_ITEMS.filter((item) => readiness[item]).length;
  return (
    <section aria-labelledby={city.id} className="mt-6 max-w-reading">
      <h2 id={city.id} className="text-xl md:text-2xl">
        {city.cityName[locale]}
        <span className="text-base text-muted"> · {t(ROLE_WORDS[city.role])}</span>
      </h2>
      {readiness.ready ? (
        <output className="mt-3 flex items-center gap-3 text-lg font-semibold">
          <Flame className="h-8 w-6" />
          {t('ready.is-ready')}
        </output>
      ) : (
        <output className="mt-2 block text-muted">
          {t('ready.progress', { done, all: READINESS_ITEMS.length })}
        </output>
      )}
      <ol className="mt-4 grid gap-3">
        {READINESS_ITEMS.map((item) => (
          <li
            key={item}
            className={`rounded-card border-[1.5px] px-4 py-2 ${shown === item ? 'border-accent bg-raised' : 'border-line'}`}
          >
            <Button
              type="button"
              look="quiet"
              className="w-full justify-start! border-transparent! px-0! text-start!"
              aria-expanded={shown === item}
              onClick={() => open(item)}
            >
              <span aria-hidden className="w-5 shrink-0 text-accent">
                {readiness[item] ? '●' : '○'}
              </span>
              <span className="sr-only">{t(readiness[item] ? 'ready.done' : 'ready.open')}: </span>
              {t(`ready.item.${item}`)}
            </Button>
            {shown === item && (
              <div className="pb-4 ps-7">
                <ReadyStep item={item} city={city} edition={edition} onDone={() => open(null)} />
              </div>
            )}
          </li>
        ))}
      </ol>
    </section>
  );
}
