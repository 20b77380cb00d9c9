import type { Transaction } from '@lantern/db/database';
import { recordErasures } from './endings.repo.ts';
import { applyEnding } from './endings.ts';
import { allSubjects, unknownEntries, type LedgerSubject } from './replay.repo.ts';
import { lockCounting } from './signatures.repo.ts';
import { addressLedgerHash, recordLedgerHash } from './signing.endings.ts';
import type { ErasureEntry, SigningDeps } from './signing.seams.ts';

/** How a replay went. */
export interface ReplayResult {
  /** Entries that the restored database did not have. */
  entries: number;
  /** Records they were applied to. */
  records: number;
}

type ReplayDeps = Pick<SigningDeps, 'keyring' | 'tally'>;

interface Match {
  entry: ErasureEntry;
  subject: LedgerSubject;
}

/**
 * Applies to a restored, older database what people have asked for since: in the order they asked, and
 * as it stood then (an erasure from before the delivery withdraws). Repeating it changes nothing. Who
 * erased and signed again afterwards keeps the later signature.
 */
export async function replayErasures(
  tx: Transaction,
  entries: readonly ErasureEntry[],
  deps: ReplayDeps,
): Promise<ReplayResult> {
  const missing = await unknownEntries(tx, entries);
  if (missing.length === 0) return { entries: 0, records: 0 };
  const matches = await findMatches(tx, missing, deps);
  const editions = [...new Set(matches.map(({ subject }) => subject.editionId))].sort();
  for (const editionId of editions) await lockCounting(tx, editionId);
  for (const { entry, subject } of matches) {
    await applyEnding(tx, deps.tally, {
      editionId: subject.editionId,
      kind: entry.kind,
      recordIds: [subject.id],
      emailHashes: alsoPending(entry, subject),
      now: entry.at,
    });
  }
  await recordErasures(tx, missing);
  return { entries: missing.length, records: matches.length };
}

/** As when it was asked: what waits under the same address goes with a withdrawn signature. */
function alsoPending({ kind }: ErasureEntry, { emailHash, pending }: LedgerSubject): Buffer[] {
  return kind === 'withdraw' && !pending && emailHash ? [emailHash] : [];
}

async function findMatches(
  tx: Transaction,
  entries: readonly ErasureEntry[],
  { keyring }: ReplayDeps,
): Promise<Match[]> {
  const byRecord = Map.groupBy(entries, ({ recordHash }) => recordHash.toString('hex'));
  const byAddress = Map.groupBy(
    entries.filter(({ addressHash }) => addressHash !== null),
    ({ addressHash }) => addressHash?.toString('hex'),
  );
  const matches: Match[] = [];
  for await (const page of allSubjects(tx)) {
    for (const subject of page) {
      const own = byRecord.get(recordLedgerHash(keyring, subject.id).toString('hex')) ?? [];
      const shared = subject.emailHash
        ? (byAddress.get(addressLedgerHash(keyring, subject.emailHash).toString('hex')) ?? [])
        : [];
      const due = new Set([...own, ...shared.filter(({ at }) => at >= subject.submittedAt)]);
      for (const entry of due) matches.push({ entry, subject });
    }
  }
  return matches.sort((left, right) => left.entry.at.getTime() - right.entry.at.getTime());
}
