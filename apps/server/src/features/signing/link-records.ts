import { DomainError } from '../../platform/domain-error.ts';
import type { Keyring } from '../../platform/keyring.ts';
import { linkIsGenuine, linkRecordId, type LinkPurpose } from '../../platform/signing-links.ts';
import { findLinkRecord, type LinkRecord } from './link-records.repo.ts';
import { MAX_AMENDS } from './resend.repo.ts';
import type { SigningDeps } from './signing.seams.ts';

export interface RecordDeps extends Pick<SigningDeps, 'pool' | 'keyring'> {
  /** Reads a record; default: each with a statement of its own. */
  find?: (id: string) => Promise<LinkRecord | null>;
}

/** The record a genuine token speaks of; null for forged, outdated and deleted ones alike. */
export async function recordOfToken(
  { pool, keyring, find = (id) => findLinkRecord(pool, id) }: RecordDeps,
  purpose: LinkPurpose,
  token: string,
): Promise<LinkRecord | null> {
  const id = linkRecordId(token);
  if (!id) return null;
  const record = await find(id);
  // A record that is not there costs a comparison too.
  const subject = record ?? { id, generation: -1 };
  return linkIsGenuine(keyring, token, { purpose, ...subject }) ? record : null;
}

/** The id that a genuine token of a deleted record speaks of; its generation is not known any more. */
export function endedRecordOf(
  keyring: Keyring,
  purpose: LinkPurpose,
  token: string,
): string | null {
  const id = linkRecordId(token);
  if (!id) return null;
  const generations = Array.from({ length: MAX_AMENDS + 1 }, (_, generation) => generation);
  const isGenuine = (generation: number) =>
    linkIsGenuine(keyring, token, { purpose, id, generation });
  return generations.some(isGenuine) ? id : null;
}

/** As {@link recordOfToken}; throws `token-invalid` instead of answering null. */
export async function requireRecord(
  deps: RecordDeps,
  purpose: LinkPurpose,
  token: string,
): Promise<LinkRecord> {
  const record = await recordOfToken(deps, purpose, token);
  if (!record) throw new DomainError('token-invalid');
  return record;
}

/** Whether a pending record's time is over, though the expiry job has not come by yet. */
export function isExpired(record: LinkRecord, now: Date): boolean {
  return record.pending !== null && record.pending.expiresAt <= now;
}
