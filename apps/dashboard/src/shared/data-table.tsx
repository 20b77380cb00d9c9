import { Button } from '@lantern/ui/button';
import { Field } from '@lantern/ui/field';
import type { ReactNode } from 'react';
import { useLanguage } from './i18n/language.ts';
import { saveCsv } from './save-csv.ts';
import type { Column } from './table-column.ts';
import { TableBody, TableFoot, TableHead } from './table-parts.tsx';
import { useTableRows } from './table-rows.ts';
import { useTableState } from './table-state.ts';

interface Props<Item extends object> {
  /** Names the table's state in the address; lower case, once a page. */
  id: string;
  caption: string;
  rows: readonly Item[];
  rowKey: (item: Item) => string;
  columns: readonly Column<Item>[];
  /** Present: the table can be searched. */
  searchLabel?: string;
  /** Shown instead of the table while there are no rows at all. */
  empty: ReactNode;
  /** Present: what is shown can be saved, all pages of it. */
  csv?: { name: string };
  pageSize?: number;
}

/** A list of things with figures: searched, sorted and paged in the browser, its state in the address. */
export function DataTable<Item extends object>(props: Props<Item>) {
  const { id, caption, rows, columns, empty, searchLabel, csv } = props;
  const { t } = useLanguage();
  const [state, change] = useTableState(id);
  const table = useTableRows(props, state);
  if (rows.length === 0) return <div className="text-muted">{empty}</div>;
  const found = table.getSortedRowModel().rows.map(({ original }) => original);
  const save = ({ name }: { name: string }) =>
    saveCsv(
      name,
      columns.map(({ title }) => title),
      found.map((item) => columns.map(({ value }) => value(item))),
    );
  return (
    <div>
      <div className="mb-3 flex flex-wrap items-end justify-between gap-3">
        {searchLabel && (
          <div className="w-full max-w-sm">
            <Field
              id={`${id}-search`}
              type="search"
              label={searchLabel}
              value={state.search}
              onChange={({ target }) => change({ search: target.value, page: 0 })}
            />
          </div>
        )}
        {csv && (
          <Button type="button" look="quiet" onClick={() => void save(csv)}>
            {t('table.save')}
          </Button>
        )}
      </div>
      {/* Wider than a phone: it scrolls by itself, also by keyboard. The table's caption names it. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div tabIndex={0} className="overflow-x-auto border-y border-line">
        <table className="w-full text-left text-[0.9375rem] leading-snug">
          <caption className="sr-only">{caption}</caption>
          <TableHead
            columns={columns}
            sort={state.sort}
            onSort={(sort) => change({ sort, page: 0 })}
          />
          <TableBody {...props} rows={table.getRowModel().rows.map(({ original }) => original)} />
        </table>
      </div>
      <TableFoot
        found={found.length}
        all={rows.length}
        pages={table.getPageCount()}
        {...state}
        change={change}
      />
    </div>
  );
}
