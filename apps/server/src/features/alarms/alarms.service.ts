import { floodsOf, type Flood } from '@lantern/schemas/alarm-groups';
import { dayNow } from '../../platform/day-time.ts';
import { readerOf } from './alarm-acts.ts';
import type { Actor, AlarmsDeps } from './alarms.deps.ts';
import { createCalling, type Calling } from './calling.ts';
import { createAlarmDesk, type AlarmDesk } from './desk.ts';
import { listAlarms, type ListedAlarm } from './listing.repo.ts';
import { createRaising } from './raising.ts';
import { createWatch } from './watch.ts';

/** Listed at most of each; a day has some 200 cities. */
const LISTED = 500;
/** Ended alarms are listed for this long, ms by the edition's clock. */
const RECENT_MS = 12 * 3_600_000;

interface AlarmList {
  /** What time it is on the day. */
  now: string;
  open: ListedAlarm[];
  /** Open silences that may have one cause; ids of `open`. */
  floods: Flood[];
  /** Ended within the last twelve hours, the newest first. */
  recent: ListedAlarm[];
}

/** Alarms: raised, watched, read and acted on. */
export interface AlarmsService extends AlarmDesk, Calling {
  raise: ReturnType<typeof createRaising>;
  /** Judges silence and tells who has to know; every second, on every node. */
  watch: () => Promise<void>;
  /** Throws `edition-unknown`. */
  list(edition: string | undefined, actor: Actor): Promise<AlarmList>;
}

export function createAlarmsService(deps: AlarmsDeps): AlarmsService {
  return {
    ...createAlarmDesk(deps),
    ...createCalling(deps),
    raise: createRaising(deps),
    watch: createWatch(deps),
    list: async (slug, actor) => {
      const edition = await deps.editionFor(slug);
      const now = dayNow(edition, deps.clock);
      const reader = readerOf(actor);
      const listed = { editionId: edition.id, limit: LISTED };
      const endedSince = new Date(now.getTime() - RECENT_MS);
      const [open, recent] = await Promise.all([
        listAlarms(deps.pool, reader, { ...listed, endedSince: null }),
        listAlarms(deps.pool, reader, { ...listed, endedSince }),
      ]);
      const silences = open.filter(({ kind }) => kind === 'silence');
      return { now: now.toISOString(), open, floods: floodsOf(silences), recent };
    },
  };
}
