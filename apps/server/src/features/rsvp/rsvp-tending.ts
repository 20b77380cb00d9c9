import { transaction } from '@lantern/db/database';
import { KEPT } from '@lantern/schemas/retention';
import type { RsvpMailKind } from '../../platform/mail/queue.ts';
import type { RsvpDeps } from './rsvp.deps.ts';
import { giveFreePlacesOf } from './rsvp.service.ts';
import { deleteOld, findWaited, noteChanges, takeReminders } from './rsvp-tending.repo.ts';

/** What follows by itself; jobs, of which any may be repeated. */
export function createRsvpTending(deps: RsvpDeps) {
  const { pool, enqueueMails } = deps;
  const mailTo = (kind: RsvpMailKind, ids: readonly string[]) =>
    ids.map((recordId) => ({ kind, recordId, priority: 'soon' as const }));
  return {
    /** Tells those who come what changed, gives free places, reminds in the city's morning; each once. */
    tend: async (): Promise<void> => {
      await transaction(pool, async (tx) =>
        enqueueMails(tx, mailTo('rsvp-changed', await noteChanges(tx))),
      );
      for (const actionId of await findWaited(pool)) await giveFreePlacesOf(deps, actionId);
      let reminded: number;
      do {
        reminded = await transaction(pool, async (tx) => {
          const due = await takeReminders(tx);
          await enqueueMails(tx, mailTo('rsvp-reminder', due));
          return due.length;
        });
      } while (reminded > 0);
    },
    /** Deletes what nobody confirmed, and everything once its day is long over. */
    forgetOld: () =>
      deleteOld(pool, { unconfirmedDays: KEPT.unconfirmedDays, days: KEPT.rsvpDays }),
  };
}
