import type { Locale } from '@lantern/schemas/locale';
import type { LinkState } from '@lantern/schemas/signature';
import { whenDatabaseFails } from '../../platform/database-faults.ts';
import type { LinkPurpose } from '../../platform/signing-links.ts';
import { isExpired, recordOfToken } from './link-records.ts';
import { addressHasSigned, type LinkRecord } from './link-records.repo.ts';
import type { SigningDeps } from './signing.seams.ts';
import { MAX_RESENDS, RESEND_GAP_MS } from './submissions.repo.ts';

/** What a link's page shows before anything is pressed. */
export interface Inspection {
  state: LinkState;
  /** Signer number, once given. */
  number: number | null;
  /** The language the person signed in. */
  locale: Locale | null;
  /** For `amend` while pending: e.g. `j•••@example.org`, so that a mistyped domain can be seen. */
  maskedEmail: string | null;
  /** For `amend` while pending; else 0. */
  resendsLeft: number;
  /** For `amend` while pending; ISO instant. */
  resendAvailableAt: string | null;
}

const NO_AMENDING = { maskedEmail: null, resendsLeft: 0, resendAvailableAt: null } as const;
const GONE: Inspection = { state: 'gone', number: null, locale: null, ...NO_AMENDING };

/** Says what a link is good for and changes nothing: mail scanners follow links, too. */
export async function inspectLink(
  deps: SigningDeps,
  { purpose, token }: { purpose: LinkPurpose; token: string },
): Promise<Inspection> {
  const record = await whenDatabaseFails(recordOfToken(deps, purpose, token));
  if (!record || isExpired(record, deps.clock.now())) return GONE;
  const { number, locale } = record;
  const state = await stateShown(deps, purpose, record);
  const amending = purpose === 'amend' ? amendView(deps, record) : NO_AMENDING;
  return { state, number, locale, ...amending };
}

/**
 * Only the mailed confirmation link says that the address has signed before: the page after signing is
 * shown to whoever typed the address.
 */
async function stateShown(
  { pool }: SigningDeps,
  purpose: LinkPurpose,
  { state, editionId, emailHash }: LinkRecord,
): Promise<LinkState> {
  if (state !== 'pending' || purpose !== 'confirm' || !emailHash) return state;
  const signed = await whenDatabaseFails(addressHasSigned(pool, editionId, emailHash));
  return signed ? 'already-signed' : 'pending';
}

function amendView({ keyring }: SigningDeps, record: LinkRecord) {
  const { id, pending, emailSealed } = record;
  if (!pending || !emailSealed) return NO_AMENDING;
  return {
    maskedEmail: masked(keyring.open(emailSealed, id)),
    resendsLeft: Math.max(0, MAX_RESENDS - pending.resends),
    resendAvailableAt: new Date(pending.codeIssuedAt.getTime() + RESEND_GAP_MS).toISOString(),
  };
}

function masked(email: string): string {
  const at = email.lastIndexOf('@');
  const [first = ''] = Array.from(email.slice(0, at));
  return `${first}•••${email.slice(at)}`;
}
