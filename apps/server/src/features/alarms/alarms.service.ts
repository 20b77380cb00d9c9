import { floodsOf, type Flood } from '@lantern/schemas/alarm-groups';
import type { DayClock } from '@lantern/schemas/day-clock';
import { MAY_PLAN } from '@lantern/schemas/day-roles';
import { regionOf } from '@lantern/schemas/region';
import { dayNow } from '../../platform/day-time.ts';
import { readerOf } from './alarm-acts.ts';
import type { Actor, AlarmsDeps } from './alarms.deps.ts';
import { createCalling, type Calling } from './calling.ts';
import { createAlarmDesk, type AlarmDesk } from './desk.ts';
import { listAlarms, readScope, type ListedAlarm } from './listing.repo.ts';
import { createRaising } from './raising.ts';
import { createWatch } from './watch.ts';

/** Listed at most of each; a day has some 200 cities. */
const LISTED = 500;
/** Ended alarms are listed for this long, ms by the edition's clock. */
const RECENT_MS = 12 * 3_600_000;

interface AlarmList {
  edition: { slug: string; kind: 'real' | 'rehearsal'; clock: DayClock | null };
  /** The day stream's last `seq` that this knows of. */
  seq: number;
  /** When this was true, by the world's clock. */
  asOf: string;
  open: AlarmInList[];
  /** Open silences that may have one cause; ids of `open`. */
  floods: Flood[];
  /** Ended within the last twelve hours, the newest first. */
  recent: AlarmInList[];
}
interface AlarmInList extends ListedAlarm {
  /** Whether the reader reaches its city. */
  mayAct: boolean;
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
    list: async (named, actor) => {
      const edition = await deps.editionFor(named);
      const reader = readerOf(actor);
      const listed = { editionId: edition.id, limit: LISTED };
      const endedSince = new Date(dayNow(edition, deps.clock).getTime() - RECENT_MS);
      // Read first: what is read after it knows at least as much.
      const { seq, regions } = await readScope(deps.pool, edition.id, actor.accountId);
      const mayActIn = (country: string) =>
        MAY_PLAN.includes(actor.role) ||
        (actor.role === 'region-lead' && regions.includes(regionOf(country) ?? ''));
      const forReader = (alarm: ListedAlarm) => ({ ...alarm, mayAct: mayActIn(alarm.country) });
      const [open, recent] = await Promise.all([
        listAlarms(deps.pool, reader, { ...listed, endedSince: null }),
        listAlarms(deps.pool, reader, { ...listed, endedSince }),
      ]);
      const { slug, kind, dayClock } = edition;
      return {
        edition: { slug, kind, clock: dayClock },
        seq,
        asOf: deps.clock.now().toISOString(),
        open: open.map(forReader),
        floods: floodsOf(open.filter((alarm) => alarm.kind === 'silence')),
        recent: recent.map(forReader),
      };
    },
  };
}
