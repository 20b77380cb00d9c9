import type { Board } from '@lantern/schemas/board';
import { Select } from '@lantern/ui/select';
import { Notice } from '@lantern/ui/notice';
import { useMemo, useRef } from 'react';
import { useSearchParams } from 'react-router';
import { wordsOf } from '../../shared/api/fault.ts';
import { DataTable } from '../../shared/data-table.tsx';
import { useLanguage } from '../../shared/i18n/language.ts';
import { LiveWord, NotLiveBanner } from '../../shared/live-words.tsx';
import { Loading } from '../../shared/loading.tsx';
import { Page } from '../../shared/page.tsx';
import { Trouble } from '../../shared/trouble.tsx';
import { BOARD_FILTERS, isShown, urgencyOf, type BoardFilter } from './board-city.ts';
import { columnsOf } from './board-columns.tsx';
import { CityDrawer } from './city-drawer.tsx';
import { useRowKeys } from './row-keys.ts';
import { useBoard, useBoardNow } from './use-board.ts';

/** Every city of the day in one table, with a drawer for each; what is open is in the address. */
export default function BoardPage() {
  const { t } = useLanguage();
  const [address] = useSearchParams();
  const { data, fault, status, reread } = useBoard(address.get('edition'));
  if (!data && !fault) return <Loading />;
  return (
    <Page wide title={t('board.title')} aside={<LiveWord status={status} />}>
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
      {data?.edition.publishingPaused && (
        <Notice tone="danger" className="mt-4">
          {t('board.publishing-paused')}
        </Notice>
      )}
      {data && <Cities board={data} reread={reread} />}
    </Page>
  );
}

/** All on one page: nobody turns pages while somebody is silent. */
const EVERY_CITY = 1_000;

/** Where something is planned stands before the rest, by its hour. */
const hourOf = ({ startsAt }: Board['cities'][number]) =>
  startsAt === null ? Number.MAX_SAFE_INTEGER : Date.parse(startsAt);

function Cities({ board, reread }: { board: Board; reread: () => void }) {
  const language = useLanguage();
  const { t } = language;
  const now = useBoardNow(board);
  const { address, put } = useAddress();
  const table = useRef<HTMLDivElement>(null);
  const onKeys = useRowKeys(table);
  const filter = BOARD_FILTERS.find((known) => known === address.get('show')) ?? 'all';
  const opened = board.cities.find(({ slug }) => slug === address.get('city'));
  const shown = useMemo(
    () =>
      board.cities
        .filter((city) => isShown(city, filter, now))
        .toSorted(
          (one, other) =>
            urgencyOf(other, now) - urgencyOf(one, now) || hourOf(one) - hourOf(other),
        ),
    [board, filter, now],
  );
  const columns = columnsOf({
    language,
    now,
    open: (slug) => put('city', slug === opened?.slug ? null : slug),
    opened: opened?.slug ?? null,
  });
  const count = (one: BoardFilter) => board.cities.filter((city) => isShown(city, one, now)).length;
  return (
    <div
      className={opened ? 'xl:grid xl:grid-cols-[minmax(0,1fr)_26rem] xl:items-start xl:gap-6' : ''}
    >
      {/* The table's own buttons are what is pressed; the keys only move between them. */}
      {/* oxlint-disable-next-line jsx-a11y/no-static-element-interactions */}
      <div ref={table} onKeyDown={onKeys} className="mt-4 min-w-0">
        <div className="mb-3 max-w-xs">
          <Select
            id="board-show"
            label={t('board.show')}
            value={filter}
            onChange={({ target }) => put('show', target.value === 'all' ? null : target.value)}
          >
            {BOARD_FILTERS.map((one) => (
              <option key={one} value={one}>
                {t(`board.show-${one}`)} ({count(one)})
              </option>
            ))}
          </Select>
        </div>
        <DataTable
          id="board"
          caption={t('board.title')}
          rows={shown}
          rowKey={({ slug }) => slug}
          columns={columns}
          searchLabel={t('board.search')}
          empty={t('board.empty')}
          csv={{ name: 'board' }}
          pageSize={EVERY_CITY}
        />
        <p className="mt-2 text-sm text-muted">{t('board.keys')}</p>
      </div>
      {opened && (
        <CityDrawer
          key={opened.slug}
          city={opened}
          edition={board.edition.slug}
          seq={board.seq}
          now={now}
          onChanged={reread}
          close={() => put('city', null)}
        />
      )}
    </div>
  );
}

/** What is shown and what is open, in the address; a change of what is shown is no step back. */
function useAddress() {
  const [address, setAddress] = useSearchParams();
  const put = (name: 'show' | 'city', value: string | null) =>
    setAddress(
      (before) => {
        const next = new URLSearchParams(before);
        if (value === null) next.delete(name);
        else next.set(name, value);
        return next;
      },
      { replace: name === 'show' },
    );
  return { address, put };
}
