import { ERROR_STATUS } from '@lantern/schemas/error-codes';
import { data } from 'react-router';
import { LOCALES, type Locale } from '@lantern/schemas/locale';
import { faultOf } from './fault.ts';

/** The language an address names; another word there is no page of ours. */
export function localeParam(params: { locale: string }): Locale {
  const locale = LOCALES.find((known) => known === params.locale);
  if (!locale) throw data(null, { status: 404 });
  return locale;
}

/** The edition an address asks for; undefined is the current one. */
export function editionParam(url: URL): string | undefined {
  return url.searchParams.get('edition') ?? undefined;
}

/** Waits for what a page cannot do without; a coded fault becomes the error page of its status. */
export async function needed<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    const fault = faultOf(error);
    throw data(fault, { status: ERROR_STATUS[fault.code] });
  }
}
