import { transaction } from '@lantern/db/database';
import type { Pool } from 'pg';
import type { Clock } from '../../platform/clock.ts';
import { appendEvents } from '../../platform/events.ts';
import { repeat } from '../../platform/repeat.ts';
import { dueAnnouncements, type Announced, type Standing } from './announcements.ts';
import { lockAnnouncements, readAnnounced } from './announcements.repo.ts';
import { phaseOf, type Edition } from './edition.ts';
import { readEditions } from './editions.repo.ts';

export interface AnnouncerDeps {
  pool: Pool;
  clock: Clock;
  /** Each tells its own stream, also while another is the current one. */
  allEditions: () => Promise<readonly Edition[]>;
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

  const announceOne = async (edition: Edition): Promise<void> => {
    const now = deps.clock.now();
    const told = known.get(edition.id) ?? (await readAnnounced(deps.pool, edition.id));
    known.set(edition.id, told);
    // What was delivered changes no more, and there is one more of it every year.
    if (edition.deliversAt <= now && !told.opened) return;
    const { total } = await deps.readNumbers(edition.id);
    if (dueAnnouncements(told, standingOf(edition, { now, total })).length === 0) return;
    await transaction(deps.pool, async (tx) => {
      await lockAnnouncements(tx, edition.id);
      // As it is set now: a node may not have heard yet of a date that was moved, or a pause.
      const fresh = (await readEditions(tx)).find(({ id }) => id === edition.id) ?? edition;
      const standing = standingOf(fresh, { now: deps.clock.now(), total });
      const events = dueAnnouncements(await readAnnounced(tx, edition.id), standing);
      if (events.length > 0)
        await appendEvents(tx, { editionId: edition.id, stream: 'public', events });
    });
    known.set(edition.id, await readAnnounced(deps.pool, edition.id));
  };
  const announce = async (): Promise<void> => {
    for (const edition of await deps.allEditions()) await announceOne(edition);
  };

  return { announce, start: (options) => repeat(announce, options) };
}

function standingOf(edition: Edition, { now, total }: { now: Date; total: number }): Standing {
  return { phase: phaseOf(edition, now), closesAt: edition.closesAt, total };
}
