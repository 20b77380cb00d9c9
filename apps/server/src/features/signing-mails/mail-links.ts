import type { Locale } from '@lantern/schemas/locale';
import type { Keyring } from '../../platform/keyring.ts';
import { linkToken, type LinkPurpose, type LinkSubject } from '../../platform/signing-links.ts';

/** The addresses in a mail; all of them on the site's own origin. */
export interface MailLinks {
  home: string;
  confirm: string;
  withdraw: string;
  erase: string;
  unsubscribe: string;
}

/** Links open pages in the signer's language that ask before anything is done. */
export function mailLinks({
  keyring,
  publicOrigin,
  locale,
  edition,
  subject,
}: {
  keyring: Keyring;
  publicOrigin: string;
  locale: Locale;
  /** Slug to name in links; null for the current edition. */
  edition: string | null;
  subject: LinkSubject;
}): MailLinks {
  const address = (path: string, parameters: Record<string, string>): string => {
    const url = new URL(`/${locale}${path}`, publicOrigin);
    for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
    return url.href;
  };
  const link = (purpose: LinkPurpose): string =>
    address(`/petition/${purpose}`, { token: linkToken(keyring, purpose, subject) });
  return {
    home: address('', edition === null ? {} : { edition }),
    confirm: link('confirm'),
    withdraw: link('withdraw'),
    erase: link('erase'),
    unsubscribe: link('unsubscribe'),
  };
}
