import type { Locale } from '@lantern/schemas/locale';

/** The public pages, after their language. */
export type Page =
  | ''
  | '/cities'
  | '/live'
  | '/press'
  | `/cities/${string}`
  | '/take-part'
  | '/rsvp'
  | '/embed'
  | '/petition'
  | '/petition/counting'
  | `/petition/versions/${number}`
  | '/petition/check-mail'
  | '/petition/confirm'
  | '/petition/thank-you'
  | '/petition/withdraw'
  | '/petition/erase'
  | '/petition/unsubscribe'
  | '/take-part/apply'
  | '/take-part/apply/confirm'
  | '/take-part/apply/take-back'
  | '/why'
  | '/privacy'
  | '/accessibility'
  | '/contact';

/** The address of a page; empty values are left out. */
export function pathTo(
  locale: Locale,
  page: Page,
  query: Record<string, string | null | undefined> = {},
): string {
  const given = Object.entries(query).flatMap(([key, value]) => (value ? [[key, value]] : []));
  const search = new URLSearchParams(given).toString();
  return `/${locale}${page}${search && `?${search}`}`;
}
