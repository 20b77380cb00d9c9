import { transaction } from '@lantern/db/database';
import { whenDatabaseFails } from '../../platform/database-faults.ts';
import { DomainError } from '../../platform/domain-error.ts';
import type { Keyring } from '../../platform/keyring.ts';
import { editionIds, hasErasure, recordErasures } from './endings.repo.ts';
import { applyEnding } from './endings.ts';
import { endedRecordOf, recordOfToken } from './link-records.ts';
import type { LinkRecord } from './link-records.repo.ts';
import type { NetworkGate } from './network-gate.ts';
import { lockCounting } from './signatures.repo.ts';
import type { ErasureEntry, ErasureKind, SigningDeps } from './signing.seams.ts';
import type { Origin } from './signing.submit.ts';

/** What the ledger knows a record by. */
export function recordLedgerHash(keyring: Keyring, id: string): Buffer {
  return keyring.hash('ledger-hash', 'record', id);
}

/** What the ledger knows an address by; of its keyed hash, which the records carry. */
export function addressLedgerHash(keyring: Keyring, emailHash: Uint8Array): Buffer {
  return keyring.hash('ledger-hash', 'address', emailHash);
}

/**
 * Withdrawing, erasing and unsubscribing by mailed links. Each throws `token-invalid` for a link that
 * is forged, outdated or whose record is gone, and may be repeated; a person's press tells where it came `from`
 * and may be one of `too-many-requests`.
 */
export function createEndings(deps: SigningDeps, acts: NetworkGate) {
  const end = async (kind: ErasureKind, token: string, from?: Origin): Promise<void> => {
    if (from) acts.pass(from.networkHash);
    const record = await whenDatabaseFails(recordOfToken(deps, kind, token));
    if (!record && (await whenDatabaseFails(isDone(deps, kind, token)))) return;
    if (!record) throw new DomainError('token-invalid');
    if (kind === 'withdraw' && record.state === 'void') throw new DomainError('token-invalid');
    // Nothing is left to do, so that a link pressed without end neither fills the disk nor holds up others.
    if (hasEnded(kind, record)) return;
    const entry = entryOf(deps, kind, record);
    // On the disk before the database: a crash between the two erases what was asked to be erased when a
    // backup is restored, and never the other way round.
    await deps.ledger.append([entry]);
    await whenDatabaseFails(
      transaction(deps.pool, async (tx) => {
        const editions = kind === 'erase' ? await editionIds(tx) : [record.editionId];
        const emailHashes = goesWith(kind, record);
        for (const editionId of editions) {
          await lockCounting(tx, editionId);
          const ending = { editionId, kind, recordIds: [record.id], emailHashes, now: entry.at };
          await applyEnding(tx, deps.tally, ending);
        }
        await recordErasures(tx, [entry]);
      }),
    );
  };
  return {
    /** The signature ceases to count; its address may sign again. */
    withdraw: (token: string, from?: Origin) => end('withdraw', token, from),
    /** Deletes what is known of the person, all submissions from the address included, in every edition. */
    erase: (token: string, from?: Origin) => end('erase', token, from),
    /** No more updates and reminders. */
    unsubscribe: (token: string, from?: Origin) => end('unsubscribe', token, from),
  };
}

/** A pending record is deleted by its ending; who presses twice should hear the same twice. */
async function isDone(deps: SigningDeps, kind: ErasureKind, token: string): Promise<boolean> {
  const id = endedRecordOf(deps.keyring, kind, token);
  if (!id) return false;
  return hasErasure(deps.pool, recordLedgerHash(deps.keyring, id), [kind, 'erase']);
}

function hasEnded(kind: ErasureKind, { state, emailHash }: LinkRecord): boolean {
  return (kind === 'erase' && emailHash === null) || (kind === 'withdraw' && state === 'withdrawn');
}

/** Whoever withdraws a signature also means what still waits under the same address. */
function goesWith(kind: ErasureKind, { state, emailHash }: LinkRecord): Buffer[] {
  if (!emailHash) return [];
  const all = kind === 'erase' || (kind === 'withdraw' && state !== 'pending');
  return all ? [emailHash] : [];
}

function entryOf(
  { keyring, clock, newId }: SigningDeps,
  kind: ErasureKind,
  { id, emailHash }: LinkRecord,
): ErasureEntry {
  return {
    id: newId(),
    kind,
    recordHash: recordLedgerHash(keyring, id),
    addressHash: kind === 'erase' && emailHash ? addressLedgerHash(keyring, emailHash) : null,
    at: clock.now(),
  };
}
