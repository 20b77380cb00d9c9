import { createContext, use } from 'react';

/** Parts of pages whose whole content the server writes. */
type Markup =
  | 'counting'
  | 'embedding'
  | 'letter'
  | 'press'
  | 'particulars'
  | 'record'
  | 'statement'
  | 'qr'
  | 'why'
  | 'candles'
  | 'day'
  | 'places'
  | 'supporters'
  | 'happens';

/** HTML that only the server writes, by name. */
export type WrittenOnce = Partial<Record<'countries' | 'cities' | Markup, string>>;

/** Provided by the server's render alone. */
export const WrittenOnceContext = createContext<WrittenOnce | null>(null);

/**
 * Props for an element whose content the server wrote and the browser leaves as it is. Long lists
 * that never change are not worth sending twice, as page and as data: 550 options are 7 KB compressed.
 */
export function useWrittenOnce(name: 'countries' | 'cities', first: string) {
  const options = use(WrittenOnceContext)?.[name];
  const __html = options === undefined ? '' : `<option value="">${first}</option>${options}`;
  return { dangerouslySetInnerHTML: { __html }, suppressHydrationWarning: true };
}

/** The same for an element whose whole content the server wrote, such as a drawing with its table. */
export function useWrittenMarkup(name: Markup) {
  const __html = use(WrittenOnceContext)?.[name] ?? '';
  return { dangerouslySetInnerHTML: { __html }, suppressHydrationWarning: true };
}
