import type { Transaction } from '@lantern/db/database';
import type { LinkPurpose } from '../../platform/signing-links.ts';
import { createCauses } from './signing.causes.ts';
import { createNetworkGate } from './network-gate.ts';
import { createConfirm } from './signing.confirm.ts';
import { createEndings } from './signing.endings.ts';
import { inspectLink } from './signing.inspect.ts';
import { markBounced } from './signatures.repo.ts';
import { createSigningJobs } from './signing.jobs.ts';
import { readMailFacts } from './signing.mail-facts.ts';
import { replayErasures } from './signing.replay.ts';
import { createResend } from './signing.resend.ts';
import { DEFAULT_LIMITS, type ErasureEntry, type SigningDeps } from './signing.seams.ts';
import { createStaff } from './signing.staff.ts';
import { createSubmit, type Origin } from './signing.submit.ts';
import { createUndo } from './signing.undo.ts';

export type SigningService = ReturnType<typeof createSigningService>;

/** Everything a signature goes through, from the form to its end. */
export function createSigningService(deps: SigningDeps) {
  const submitting = createSubmit(deps);
  const limits = { ...DEFAULT_LIMITS, ...deps.limits };
  const acts = createNetworkGate({ clock: deps.clock, perHour: limits.actsPerNetworkHour });
  const looks = createNetworkGate({ clock: deps.clock, perHour: limits.looksPerNetworkHour });
  const confirming = createConfirm(deps, acts);
  return {
    submit: submitting.submit,
    confirm: confirming.confirm,
    /** See {@link inspectLink}; throws `too-many-requests` besides. */
    inspect: async (link: { purpose: LinkPurpose; token: string }, { networkHash }: Origin) => {
      looks.pass(networkHash);
      return await inspectLink(deps, link);
    },
    ...createResend(deps),
    ...createEndings(deps, acts),
    ...createCauses(deps),
    ...createStaff(deps),
    ...createUndo(deps),
    ...createSigningJobs(deps),
    /** Takes part in recording that a mail was refused for good. */
    markBounced: (tx: Transaction, recordId: string) => markBounced(tx, recordId, deps.clock.now()),
    /** For the composer of mails. */
    readMailFacts: (recordId: string) => readMailFacts(deps, recordId),
    /** For the restore command; see {@link replayErasures}. */
    replayErasures: (tx: Transaction, entries: readonly ErasureEntry[]) =>
      replayErasures(tx, entries, deps),
    /** Takes no more signatures and resolves when everybody who waits is answered. */
    drain: async (): Promise<void> => {
      await Promise.all([submitting.drain(), confirming.drain()]);
    },
  };
}
