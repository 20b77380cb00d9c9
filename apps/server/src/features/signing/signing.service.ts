import type { Transaction } from '@lantern/db/database';
import type { LinkPurpose } from '../../platform/signing-links.ts';
import { createCauses } from './signing.causes.ts';
import { createConfirm } from './signing.confirm.ts';
import { createEndings } from './signing.endings.ts';
import { inspectLink } from './signing.inspect.ts';
import { markBounced } from './signatures.repo.ts';
import { createSigningJobs } from './signing.jobs.ts';
import { readMailFacts } from './signing.mail-facts.ts';
import { replayErasures } from './signing.replay.ts';
import { createResend } from './signing.resend.ts';
import type { ErasureEntry, SigningDeps } from './signing.seams.ts';
import { createStaff } from './signing.staff.ts';
import { createSubmit } from './signing.submit.ts';
import { createUndo } from './signing.undo.ts';

export type SigningService = ReturnType<typeof createSigningService>;

/** Everything a signature goes through, from the form to its end. */
export function createSigningService(deps: SigningDeps) {
  const submitting = createSubmit(deps);
  const confirming = createConfirm(deps);
  return {
    submit: submitting.submit,
    confirm: confirming.confirm,
    inspect: (link: { purpose: LinkPurpose; token: string }) => inspectLink(deps, link),
    ...createResend(deps),
    ...createEndings(deps),
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
