import { useSearchParams } from 'react-router';

/** What a table shows: its search, its order (`-` before the column: descending), its page from 0. */
export interface TableState {
  search: string;
  sort: { id: string; desc: boolean } | null;
  page: number;
}

/**
 * A table's state in the page's address, under the table's own name, so that a link leads to what one
 * saw. Values that make no sense are the defaults.
 */
export function useTableState(id: string): [TableState, (change: Partial<TableState>) => void] {
  const [params, setParams] = useSearchParams();
  const state = readState(params, id);
  const change = (changed: Partial<TableState>) =>
    setParams((before) => writeState(before, id, { ...readState(before, id), ...changed }), {
      replace: true,
      preventScrollReset: true,
    });
  return [state, change];
}

/** Reads the state of the table `id`. */
export function readState(params: URLSearchParams, id: string): TableState {
  const sort = params.get(`${id}.sort`) ?? '';
  const page = Number(params.get(`${id}.page`) ?? 1);
  return {
    search: params.get(`${id}.q`) ?? '',
    sort: sort ? { id: sort.replace(/^-/u, ''), desc: sort.startsWith('-') } : null,
    page: Number.isSafeInteger(page) && page > 1 ? page - 1 : 0,
  };
}

/** The address with the table's state; what is as at first is left out. */
export function writeState(
  before: URLSearchParams,
  id: string,
  { search, sort, page }: TableState,
): URLSearchParams {
  const params = new URLSearchParams(before);
  const set = (name: string, value: string) => {
    if (value) params.set(`${id}.${name}`, value);
    else params.delete(`${id}.${name}`);
  };
  set('q', search);
  set('sort', sort ? `${sort.desc ? '-' : ''}${sort.id}` : '');
  set('page', page > 0 ? String(page + 1) : '');
  return params;
}
