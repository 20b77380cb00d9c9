import {
  dueSteps,
  GRACE_MINUTES,
  isAnswered,
  RED_AFTER_MINUTES,
  silenceSubject,
  type DueStepAt,
  type Heard,
  type PlannedAction,
} from '@lantern/schemas/alarm-plan';

const MINUTE_MS = 60_000;
const GRACE_MS = GRACE_MINUTES * MINUTE_MS;
const RED_AFTER_MS = RED_AFTER_MINUTES * MINUTE_MS;
/** What was not raised for this long (no node ran, nobody answered for the city) is history, no alarm. */
const TOO_LATE_MS = 24 * 60 * MINUTE_MS;

/** An alarm as it stands; instants in ms since the epoch, by the edition's clock. */
interface KnownAlarm {
  id: string;
  kind: 'silence' | 'incident' | 'help' | 'duress';
  subject: string;
  level: 'amber' | 'red';
  dueAt: number;
  raisedAt: number;
  acknowledged: boolean;
  /** Null: open. */
  closedAs: string | null;
}

/** What is known of one city. */
export interface WatchedCity {
  city: string;
  /** Somebody answers for it: only then can it be silent. */
  hasPeople: boolean;
  /** What is not called off; none once the city has withdrawn. */
  actions: readonly PlannedAction[];
  heard: Heard;
  alarms: readonly KnownAlarm[];
}

/** What is to be done about a city's alarms. */
export type Decision =
  | { do: 'raise'; subject: string; actionId: string | null; level: Level; dueAt: number }
  | { do: 'reopen'; id: string; level: Level; dueAt: number }
  | { do: 'redate'; id: string; dueAt: number }
  | { do: 'redden'; id: string }
  | { do: 'close'; id: string; as: 'heard' | 'called-off' | 'replanned' };
type Level = KnownAlarm['level'];

/**
 * Judges a city's silence at `now` from what is known, and from nothing else: so a restart, a second node or a run
 * that was missed changes nothing, and a step has one alarm, whichever run raises it.
 */
export function judgeCity(watched: WatchedCity, now: number): Decision[] {
  const steps = new Map(dueSteps(watched.actions).map((due) => [silenceSubject(due), due]));
  const silences = watched.alarms.filter(({ kind }) => kind === 'silence');
  const known = new Map(silences.map((alarm) => [alarm.subject, alarm]));
  return [
    ...silences.flatMap((alarm) => judgeAlarm(alarm, steps.get(alarm.subject), { watched, now })),
    ...[...steps.values()].flatMap((due) =>
      known.has(silenceSubject(due)) ? [] : judgeStep(due, { watched, now }),
    ),
    ...watched.alarms.flatMap((alarm) => judgeWaiting(alarm, now)),
  ];
}

interface Judging {
  watched: WatchedCity;
  now: number;
}

function judgeStep(
  due: DueStepAt,
  { watched, now }: Judging,
): Extract<Decision, { do: 'raise' }>[] {
  const { actionId, dueAt } = due;
  const level = levelAt(dueAt, now);
  if (!level || now - dueAt > TOO_LATE_MS) return [];
  if (!watched.hasPeople || isAnswered(due, watched.heard)) return [];
  return [{ do: 'raise', subject: silenceSubject(due), actionId, level, dueAt }];
}

function judgeAlarm(
  alarm: KnownAlarm,
  due: DueStepAt | undefined,
  { watched, now }: Judging,
): Decision[] {
  const { id } = alarm;
  if (alarm.closedAs !== null) return due ? judgeClosed(alarm, due, { watched, now }) : [];
  if (!due) return [{ do: 'close', id, as: 'called-off' }];
  if (isAnswered(due, watched.heard)) return [{ do: 'close', id, as: 'heard' }];
  const level = levelAt(due.dueAt, now);
  if (!level) return [{ do: 'close', id, as: 'replanned' }];
  return [
    ...(alarm.dueAt === due.dueAt ? [] : [{ do: 'redate', id, dueAt: due.dueAt } as const]),
    ...(alarm.level === 'amber' && level === 'red' ? [{ do: 'redden', id } as const] : []),
  ];
}

/** A step that was planned anew can fall silent anew; what a person settled stays settled otherwise. */
function judgeClosed(alarm: KnownAlarm, due: DueStepAt, judging: Judging): Decision[] {
  const { closedAs, dueAt, id } = alarm;
  if (closedAs === 'settled' && dueAt === due.dueAt) return [];
  return judgeStep(due, judging).map(({ level }) => ({
    do: 'reopen',
    id,
    level,
    dueAt: due.dueAt,
  }));
}

/** An incident or a call for help that nobody takes on turns red as a silence does. */
function judgeWaiting(alarm: KnownAlarm, now: number): Decision[] {
  const { id, kind, level, acknowledged, closedAs, raisedAt } = alarm;
  if (kind === 'silence' || level === 'red' || acknowledged || closedAs !== null) return [];
  return now - raisedAt >= RED_AFTER_MS - GRACE_MS ? [{ do: 'redden', id }] : [];
}

/** Null: due, but within its grace, or not due at all. */
function levelAt(dueAt: number, now: number): Level | null {
  if (now - dueAt < GRACE_MS) return null;
  return now - dueAt < RED_AFTER_MS ? 'amber' : 'red';
}
