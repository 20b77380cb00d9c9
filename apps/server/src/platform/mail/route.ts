import type { ComposedMail } from './composed-mail.ts';
import type { MailTransport } from './transport.ts';

/**
 * Where a mail goes: a rehearsal's to the catcher or nowhere, whatever else is configured, since
 * its people are made up; all others to the provider, or in local mode without one to the catcher.
 */
export function createMailRoute({
  provider,
  catcher,
}: {
  provider: MailTransport | null;
  catcher: MailTransport | null;
}): (mail: ComposedMail) => MailTransport | null {
  return ({ rehearsal }) => (rehearsal ? catcher : (provider ?? catcher));
}
