import { transaction } from '@lantern/db/database';
import type { Pool } from 'pg';
import type { Clock } from '../../platform/clock.ts';
import { appendEvents } from '../../platform/events.ts';
import { repeat } from '../../platform/repeat.ts';
import { dueAnnouncements, type Announced } from './announcements.ts';
import { lockAnnouncements, readAnnounced } from './announcements.repo.ts';
import { phaseOf, type Edition } from './edition.ts';

export interface AnnouncerDeps {
  pool: Pool;
  clock: Clock;
  currentEdition: () => Promise<Edition>;
  /** The tally as it is now; from counts. */
  readNumbers: (editionId: string) => Promise<{ total: number }>;
}

/** Tells the public stream of the petition's opening, closing and milestones, each exactly once. */
export interface Announcer {
  /** Tells what is due. Any number of nodes may call it at any time. */
  announce: () => Promise<void>;
  /** Calls {@link Announcer.announce} every `intervalMs` until stopped; `stop` waits for a call under way. */
  start(options: { intervalMs: number; onError: (error: unknown) => void }): {
    stop(): Promise<void>;
  };
}

export function createAnnouncer(deps: AnnouncerDeps): Announcer {
  // What this node knows to be told, so that nearly every look costs the stream no query.
  const known = new Map<string, Announced>();

  const announce = async (): Promise<void> => {
    const edition = await deps.currentEdition();
    const { total } = await deps.readNumbers(edition.id);
    const now = { phase: phaseOf(edition, deps.clock.now()), total };
    const told = known.get(edition.id) ?? (await readAnnounced(deps.pool, edition.id));
    known.set(edition.id, told);
    if (dueAnnouncements(told, now).length === 0) return;
    await transaction(deps.pool, async (tx) => {
      await lockAnnouncements(tx, edition.id);
      const events = dueAnnouncements(await readAnnounced(tx, edition.id), now);
      if (events.length > 0)
        await appendEvents(tx, { editionId: edition.id, stream: 'public', events });
    });
    known.set(edition.id, await readAnnounced(deps.pool, edition.id));
  };

  return { announce, start: (options) => repeat(announce, options) };
}
