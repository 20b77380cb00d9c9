import type { Transaction } from '@lantern/db/database';
import type { Clock } from '../../platform/clock.ts';
import { readDayNow } from '../../platform/day-time.ts';
import { insertAlarms } from './raising.repo.ts';

/** Somebody has to be looked for, by another cause than silence. */
interface AlarmToRaise {
  editionId: string;
  /** Its slug. */
  city: string;
  kind: 'incident' | 'duress' | 'help';
  /** Id of the record it comes from; the same one raises one alarm. */
  subject: string;
  /** Amber turns red when nobody has taken it on within a quarter of an hour; default red. */
  level?: 'amber' | 'red';
}

/** Raises an alarm in the transaction of what caused it. */
type RaiseAlarm = (tx: Transaction, alarm: AlarmToRaise) => Promise<void>;

/**
 * The row alone: within a second after the commit the watch tells who must hear of it. So raising locks no stream
 * in a transaction of another feature, and takes the same time for a kind that nobody may notice.
 */
export function createRaising({ clock, newId }: { clock: Clock; newId: () => string }): RaiseAlarm {
  return async (tx, { editionId, city, kind, subject, level = 'red' }) => {
    const at = await readDayNow(tx, editionId, clock.now());
    const times = { dueAt: at, raisedAt: at };
    await insertAlarms(tx, [
      { id: newId(), editionId, city, kind, subject, level, actionId: null, ...times },
    ]);
  };
}
