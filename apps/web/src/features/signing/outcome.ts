import type { Locale } from '@lantern/schemas/locale';
import type { ConfirmationResult } from '@lantern/schemas/signature';
import { redirect } from 'react-router';
import { pathTo } from '../../shared/paths.ts';

interface Link {
  locale: Locale;
  /** The link that may tell the outcome again, and what it is for. */
  token: string | null;
  purpose: 'confirm' | 'amend';
  edition: string | null | undefined;
}

/** Leads from the press that confirmed to the page that says what came of it. */
export function toOutcome({ state }: ConfirmationResult, link: Link): Response {
  const { locale, token, purpose, edition } = link;
  const query = { edition, token, by: token && purpose === 'amend' ? 'code' : null };
  const told = token ? query : { ...query, state: state === 'confirmed' ? null : state };
  return redirect(pathTo(locale, '/petition/thank-you', told), 303);
}
