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

interface Place {
  publicOrigin: string;
  locale: Locale;
  /** Slug to name in links; null for the current edition. */
  edition: string | null;
}

/** Links open pages in the signer's language that ask before anything is done. */
export function mailLinks({
  keyring,
  subject,
  ...place
}: Place & { keyring: Keyring; subject: LinkSubject }): MailLinks {
  return linksWith(place, (purpose) => linkToken(keyring, purpose, subject));
}

/** The same addresses without anybody's token, for a mail that is nobody's yet. */
export const inertLinks = (place: Place): MailLinks => linksWith(place, () => 'NONE');

function linksWith(
  { publicOrigin, locale, edition }: Place,
  tokenFor: (purpose: LinkPurpose) => string,
): MailLinks {
  const address = (path: string, parameters: Record<string, string>): string => {
    const url = new URL(`/${locale}${path}`, publicOrigin);
    for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
    return url.href;
  };
  const link = (purpose: LinkPurpose): string =>
    address(`/petition/${purpose}`, { token: tokenFor(purpose) });
  return {
    home: address('', edition === null ? {} : { edition }),
    confirm: link('confirm'),
    withdraw: link('withdraw'),
    erase: link('erase'),
    unsubscribe: link('unsubscribe'),
  };
}
