import { Notice } from '@lantern/ui/notice';
import { useRef } from 'react';
import { useSearchParams } from 'react-router';
import { wordsOf } from '../../shared/api/fault.ts';
import { regionWords } from '../../shared/day-words.ts';
import { useLanguage } from '../../shared/i18n/language.ts';
import { LiveWord, NotLiveBanner } from '../../shared/live-words.tsx';
import { Loading } from '../../shared/loading.tsx';
import { Page } from '../../shared/page.tsx';
import { Trouble } from '../../shared/trouble.tsx';
import { AlarmCard } from './alarm-card.tsx';
import { arrange, type Arranged } from './arrange.ts';
import { useCardKeys } from './card-keys.ts';
import { EndedAlarms } from './ended-alarms.tsx';
import { useAlarms, useNow, type AlarmList } from './use-alarms.ts';

/** What is open, red and oldest first; who has it in hand, whom to call, and what became of it. */
export default function AlarmsPage() {
  const { t } = useLanguage();
  const [address] = useSearchParams();
  const { data, fault, status, reread } = useAlarms(address.get('edition'));
  if (!data && !fault) return <Loading />;
  return (
    <Page title={t('alarms.title')} aside={<LiveWord status={status} />}>
      <p className="mt-2 max-w-reading text-muted">{t('alarms.lead')}</p>
      {data && <NotLiveBanner status={status} asOf={data.asOf} />}
      {fault && !data && (
        <div className="mt-6 max-w-reading">
          <Trouble text={t(wordsOf(fault))} again={reread} />
        </div>
      )}
      {data?.edition.kind === 'rehearsal' && (
        <Notice tone="warm" className="mt-4">
          {t('board.rehearsal')}
        </Notice>
      )}
      {data && <Alarms list={data} />}
    </Page>
  );
}

function Alarms({ list }: { list: AlarmList }) {
  const { t } = useLanguage();
  const now = useNow(list.edition.clock);
  const cards = useRef<HTMLDivElement>(null);
  const onKeys = useCardKeys(cards);
  const { open } = list;
  const free = open.filter(({ acknowledgedAt }) => acknowledgedAt === null).length;
  return (
    <>
      <output className="mt-6 block text-lg font-semibold">
        {open.length === 0 ? t('alarms.none') : t('alarms.summary', { open: open.length, free })}
      </output>
      {open.length === 0 && (
        <p className="mt-1 max-w-reading text-muted">{t('alarms.none-text')}</p>
      )}
      {/* The cards' own buttons are what is pressed; the keys only lead to them. */}
      {/* oxlint-disable-next-line jsx-a11y/no-static-element-interactions */}
      <div ref={cards} onKeyDown={onKeys} className="mt-4 grid gap-4">
        {arrange(open, list.floods).map((arranged) => (
          <Together key={arranged.alarms[0]?.id} {...arranged} now={now} />
        ))}
      </div>
      {open.length > 0 && (
        <p className="mt-3 hidden text-sm text-muted md:block">{t('alarms.keys')}</p>
      )}
      {list.recent.length > 0 && <EndedAlarms alarms={list.recent} />}
    </>
  );
}

function Together({ flood, alarms, now }: Arranged & { now: number }) {
  const language = useLanguage();
  const { t, locale } = language;
  const cards = alarms.map((alarm) => (
    <AlarmCard key={alarm.id} alarm={alarm} now={now} heading={flood ? 'h3' : 'h2'} />
  ));
  if (!flood) return cards;
  const { shares } = flood;
  const where = () => {
    switch (shares.kind) {
      case 'country':
        return (
          new Intl.DisplayNames(locale, { type: 'region' }).of(shares.country) ?? shares.country
        );
      case 'region':
        return t(regionWords(shares.region));
      case 'time':
        return t('alarms.flood-time');
    }
  };
  const id = `flood-${flood.alarmIds[0]}`;
  return (
    <section aria-labelledby={id} className="rounded-card border-2 border-accent p-3 md:p-4">
      <h2 id={id} className="text-xl">
        {t('alarms.flood', { n: flood.cities.length, where: where() })}
      </h2>
      <p className="mt-1 max-w-reading text-muted">{t('alarms.flood-text')}</p>
      <div className="mt-3 grid gap-3">{cards}</div>
    </section>
  );
}
