import type { Locale } from '@lantern/schemas/locale';
import { redirect } from 'react-router';
import { pathTo } from '../../shared/paths.ts';

interface Link {
  locale: Locale;
  /** The link that may tell the outcome again; the page after it asks what came of it. */
  token: string | null;
  edition: string | undefined;
}

/** Leads from the press that confirmed to the page that says what came of it. */
export function toOutcome({ locale, token, edition }: Link): Response {
  return redirect(pathTo(locale, '/petition/thank-you', { edition, token }), 303);
}
