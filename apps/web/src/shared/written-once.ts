import { createContext, use } from 'react';

/** HTML that only the server writes, by name. */
export type WrittenOnce = Record<'countries' | 'cities', string>;

/** Provided by the server's render alone. */
export const WrittenOnceContext = createContext<WrittenOnce | null>(null);

/**
 * Props for an element whose content the server wrote and the browser leaves as it is. Long lists
 * that never change are not worth sending twice, as page and as data: 550 options are 7 KB compressed.
 */
export function useWrittenOnce(name: keyof WrittenOnce, first: string) {
  const written = use(WrittenOnceContext);
  const __html = written ? `<option value="">${first}</option>${written[name]}` : '';
  return { dangerouslySetInnerHTML: { __html }, suppressHydrationWarning: true };
}
