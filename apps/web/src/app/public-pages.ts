import type { Page } from '../shared/paths.ts';

/** Pages that anyone may find: in the sitemap, in every language. */
export const PUBLIC_PAGES = [
  '',
  '/cities',
  '/take-part',
  '/petition',
  '/petition/counting',
  '/live',
  '/press',
  '/take-part/apply',
  '/embed',
  '/why',
  '/privacy',
  '/accessibility',
  '/contact',
] as const satisfies readonly Page[];

/** Steps of one person's signing, and of saying that one comes. They open nothing without a link of one's own, so none is indexed. */
export const PERSONAL_PAGES = [
  '/rsvp',
  '/petition/check-mail',
  '/petition/confirm',
  '/petition/thank-you',
  '/take-part/apply/confirm',
  '/take-part/apply/take-back',
  '/petition/withdraw',
  '/petition/erase',
  '/petition/unsubscribe',
] as const satisfies readonly Page[];
