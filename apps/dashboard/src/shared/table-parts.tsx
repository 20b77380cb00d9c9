import { Button } from '@lantern/ui/button';
import { useLanguage } from './i18n/language.ts';
import type { Column, Value } from './table-column.ts';
import type { TableState } from './table-state.ts';

interface HeadProps<Item extends object> {
  columns: readonly Column<Item>[];
  sort: TableState['sort'];
  onSort: (sort: TableState['sort']) => void;
}

/** Titles that sort, up, down and back. */
export function TableHead<Item extends object>({ columns, sort, onSort }: HeadProps<Item>) {
  return (
    <thead className="bg-raised">
      <tr>
        {columns.map(({ id, title, align, sortable = true }) => {
          const sorted = sort?.id === id ? (sort.desc ? 'descending' : 'ascending') : undefined;
          return (
            // Chinese would break after any character, and stand letter below letter.
            <th
              key={id}
              scope="col"
              aria-sort={sorted}
              className={`break-keep ${align ? 'text-right' : ''}`}
            >
              {sortable ? (
                <button
                  type="button"
                  className={`inline-flex min-h-touch items-center gap-1 px-3 font-semibold ${align ? 'flex-row-reverse text-right' : 'text-left'}`}
                  onClick={() => onSort(nextSort(sort, id))}
                >
                  {title}
                  <span aria-hidden className="w-3 text-accent">
                    {sorted && (sorted === 'ascending' ? '↑' : '↓')}
                  </span>
                </button>
              ) : (
                <span className="inline-flex min-h-touch items-center px-3 font-semibold">
                  {title}
                </span>
              )}
            </th>
          );
        })}
      </tr>
    </thead>
  );
}

/** Up, down, and back to the order the rows came in. */
function nextSort(sort: TableState['sort'], id: string): TableState['sort'] {
  if (sort?.id !== id) return { id, desc: false };
  return sort.desc ? null : { id, desc: true };
}

interface BodyProps<Item extends object> {
  rows: readonly Item[];
  rowKey: (item: Item) => string;
  columns: readonly Column<Item>[];
}

/** The rows of one page. */
export function TableBody<Item extends object>({ rows, rowKey, columns }: BodyProps<Item>) {
  const { locale } = useLanguage();
  const number = new Intl.NumberFormat(locale);
  const written = (value: Value) => (typeof value === 'number' ? number.format(value) : value);
  return (
    <tbody>
      {rows.map((item) => (
        <tr key={rowKey(item)} className="border-t border-line align-baseline">
          {columns.map(({ id, value, cell, align }) => (
            <td
              key={id}
              className={`px-3 py-2.5 ${align ? 'tabular text-right' : 'min-w-32 first:min-w-36 [&_button]:break-keep'}`}
            >
              {cell ? cell(item) : written(value(item))}
            </td>
          ))}
        </tr>
      ))}
    </tbody>
  );
}

interface FootProps extends TableState {
  /** Rows that the search finds, and rows there are. */
  found: number;
  all: number;
  pages: number;
  change: (change: Partial<TableState>) => void;
}

/** How many rows there are, and the way through their pages. */
export function TableFoot({ found, all, pages, page, search, change }: FootProps) {
  const { t } = useLanguage();
  return (
    <div className="mt-2 flex flex-wrap items-center justify-between gap-3 text-sm text-muted">
      <output>
        {found === all ? t('table.rows', { n: all }) : t('table.found', { found, all })}
        {found === 0 && search && (
          <Button
            type="button"
            look="quiet"
            className="ms-3"
            onClick={() => change({ search: '', page: 0 })}
          >
            {t('table.show-all')}
          </Button>
        )}
      </output>
      {pages > 1 && (
        <nav aria-label={t('table.pages')} className="flex items-center gap-3">
          <Button
            type="button"
            look="quiet"
            aria-disabled={page === 0}
            onClick={() => page > 0 && change({ page: page - 1 })}
          >
            {t('table.previous')}
          </Button>
          <span className="tabular">
            {t('table.page', { page: Math.min(page + 1, pages), pages })}
          </span>
          <Button
            type="button"
            look="quiet"
            aria-disabled={page >= pages - 1}
            onClick={() => page < pages - 1 && change({ page: page + 1 })}
          >
            {t('table.next')}
          </Button>
        </nav>
      )}
    </div>
  );
}
