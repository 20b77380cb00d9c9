import { createKeyring } from '@lantern/server/keyring';
import { linkRecordId, linkToken } from '@lantern/server/signing-links';
import { query } from './database.ts';
import type { Lantern } from './lantern.ts';
import type { MailSink } from './mail-sink.ts';

interface Pending {
  id: string;
  generation: number;
}

/**
 * The tokens of `most` pending signatures, derived as the mails derive them: their mails leave at a provider's pace,
 * so that waiting for them would take an hour. The server cannot tell the difference, and does for each what it does
 * for a mailed one.
 */
export async function confirmationTokens(lantern: Lantern, most: number): Promise<string[]> {
  const keyring = createKeyring(await lantern.secret());
  const pending = await query<Pending>(
    lantern.databaseUrl,
    'SELECT id, generation FROM submissions ORDER BY md5(id::text) LIMIT $1',
    [most],
  );
  return pending.map((subject) => linkToken(keyring, 'confirm', subject));
}

/** Throws unless the link in a mail that arrived carries the very token that is derived here. */
export async function requireMailedToken(mails: MailSink, lantern: Lantern): Promise<void> {
  const mailed = await mails.confirmingToken();
  const id = linkRecordId(mailed);
  const keyring = createKeyring(await lantern.secret());
  if (id === null || linkToken(keyring, 'confirm', { id, generation: 0 }) !== mailed)
    throw new Error('the mails carry other tokens than those that were confirmed by');
}
