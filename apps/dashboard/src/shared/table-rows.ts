import {
  columnFilteringFeature,
  createFilteredRowModel,
  createPaginatedRowModel,
  createSortedRowModel,
  globalFilteringFeature,
  rowPaginationFeature,
  rowSortingFeature,
  tableFeatures,
  useTable,
  type ColumnDef,
  type Row,
} from '@tanstack/react-table';
import { useMemo } from 'react';
import { useLanguage } from './i18n/language.ts';
import type { Column } from './table-column.ts';
import type { TableState } from './table-state.ts';

interface TableRows<Item extends object> {
  rows: readonly Item[];
  rowKey: (item: Item) => string;
  columns: readonly Column<Item>[];
  pageSize?: number;
}

const features = tableFeatures({
  columnFilteringFeature,
  globalFilteringFeature,
  rowSortingFeature,
  rowPaginationFeature,
  filteredRowModel: createFilteredRowModel(),
  sortedRowModel: createSortedRowModel(),
  paginatedRowModel: createPaginatedRowModel(),
});
type Features = typeof features;

const PAGE_SIZE = 25;

/** The rows as the state in the address asks for them. */
export function useTableRows<Item extends object>(
  { rows, rowKey, columns, pageSize }: TableRows<Item>,
  state: TableState,
) {
  const { locale } = useLanguage();
  // The table works anew whenever these change; a page's first render hands in new ones each time.
  const definitions = useMemo(() => definitionsOf(columns, locale), [columns, locale]);
  const data = useMemo(() => [...rows], [rows]);
  const known = state.sort && columns.some(({ id }) => id === state.sort?.id);
  return useTable({
    features,
    data,
    columns: definitions,
    getRowId: rowKey,
    globalFilterFn: (row: Row<Features, Item>, columnId: string, wanted: unknown) =>
      String(row.getValue(columnId) ?? '')
        .toLocaleLowerCase(locale)
        .includes(String(wanted).toLocaleLowerCase(locale)),
    getColumnCanGlobalFilter: () => true,
    autoResetPageIndex: false,
    state: {
      globalFilter: state.search,
      sorting: state.sort && known ? [state.sort] : [],
      pagination: { pageIndex: state.page, pageSize: pageSize ?? PAGE_SIZE },
    },
  });
}

function definitionsOf<Item extends object>(
  columns: readonly Column<Item>[],
  locale: string,
): ColumnDef<Features, Item>[] {
  const collator = new Intl.Collator(locale, { numeric: true });
  return columns.map(({ id, value }) => ({
    id,
    // What is absent goes last, whichever way the order goes.
    accessorFn: (item: Item) => value(item) ?? undefined,
    sortUndefined: 'last' as const,
    sortFn: (left: Row<Features, Item>, right: Row<Features, Item>) =>
      compare(left.getValue(id), right.getValue(id), collator),
  }));
}

function compare(left: unknown, right: unknown, collator: Intl.Collator): number {
  return typeof left === 'number' && typeof right === 'number'
    ? left - right
    : collator.compare(String(left), String(right));
}
