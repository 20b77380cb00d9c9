import type { MessageId } from '../../shared/i18n/language.ts';

/** Acts that have words; the log may hold others, of an older or newer release. */
const KNOWN = [
  'enrol',
  'invite',
  'revoke-invitation',
  'change-role',
  'freeze',
  'unfreeze',
  'end-sessions',
  'remove-passkey',
  'request',
  'approve',
  'refuse',
  'withdraw-request',
  'signing.release',
  'signing.void',
  'signing.undo',
  'supporters.hide',
  'supporters.show',
  'petition.draft',
  'petition.approve',
  'editions.create',
  'editions.change',
  'editions.switch',
  'editions.make-current',
  'rehearsals.clock',
  'rehearsals.wipe',
  'news.create',
  'news.write',
  'news.remove',
  'news.test',
  'news.start',
  'news.pause',
  'news.resume',
  'news.stop',
  'news.closed',
  'contact.settle',
  'contact.reopen',
  'contact.delete',
  'partners.register',
  'partners.change',
  'partners.end',
  'partners.reopen',
  'counts.repair',
  'backup.restore',
] as const;

/** The words for an act's code; null: only its code is known. */
export function wordsOfAct(act: string): MessageId | null {
  const known = KNOWN.find((one) => one === act);
  return known ? `audit.act.${known}` : null;
}
