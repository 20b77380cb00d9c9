import { transaction, type Transaction } from '@lantern/db/database';
import { dayNow } from '../../platform/day-time.ts';
import { appendEvents, type NewEvent } from '../../platform/events.ts';
import type { AlarmsDeps } from './alarms.deps.ts';
import {
  closeAlarms,
  closeOfIncidents,
  dayEventOf,
  reddenAlarms,
  redateAlarm,
  reopenAlarm,
  type AlarmRow,
} from './changes.repo.ts';
import { insertAlarms } from './raising.repo.ts';
import { judgeCity, type Decision } from './silence.ts';
import {
  listenersOf,
  readListeners,
  readOpenAlarms,
  recordNotices,
  recordOnStream,
  untoldState,
  type Notice,
} from './telling.repo.ts';
import {
  readWatchedCities,
  readWatchedEditions,
  tryWatch,
  type WatchedEdition,
} from './watch.repo.ts';

type WatchDeps = Pick<AlarmsDeps, 'pool' | 'clock' | 'newId' | 'notify'>;

const DAY_MS = 86_400_000;

/** Judges every edition's silence and tells whoever has to know; any number of nodes may call it at any time. */
export function createWatch(deps: WatchDeps) {
  return async (): Promise<void> => {
    for (const edition of await readWatchedEditions(deps.pool)) {
      const now = dayNow(edition, deps.clock);
      if (isItsDay(edition, now))
        await transaction(deps.pool, (tx) =>
          watchEdition(tx, { deps, editionId: edition.id, now }),
        );
    }
  };
}

/** Whether anything can be due: from the day before the first action until days after the last. */
function isItsDay(edition: WatchedEdition, now: Date): boolean {
  const { firstStartsAt, lastEndsAt, hasOpenAlarms } = edition;
  if (hasOpenAlarms) return true;
  if (!firstStartsAt || !lastEndsAt) return false;
  return (
    now.getTime() > firstStartsAt.getTime() - DAY_MS &&
    now.getTime() < lastEndsAt.getTime() + 3 * DAY_MS
  );
}

interface Watching {
  deps: WatchDeps;
  editionId: string;
  /** By the edition's clock. */
  now: Date;
}

async function watchEdition(tx: Transaction, watching: Watching): Promise<void> {
  const { deps, editionId, now } = watching;
  if (!(await tryWatch(tx, editionId))) return;
  const cities = await readWatchedCities(tx, editionId);
  const decisions = cities.flatMap(({ city, ...watched }) =>
    judgeCity({ city, ...watched }, now.getTime()).map((decision) => ({ ...decision, city })),
  );
  const closed = await carryOut(tx, decisions, watching);
  const { events, notices } = await tellOpen(tx, watching);
  await deps.notify(tx, editionId, notices);
  const dayEvents = [...closed.flatMap((alarm) => dayEventOf(alarm, 'closed')), ...events];
  await appendAll(tx, editionId, { dayEvents, notices });
}

async function carryOut(
  tx: Transaction,
  decisions: readonly (Decision & { city: string })[],
  { deps, editionId, now }: Watching,
): Promise<AlarmRow[]> {
  const raised = decisions.filter((decision) => decision.do === 'raise');
  await insertAlarms(
    tx,
    raised.map(({ city, subject, actionId, level, dueAt }) => ({
      id: deps.newId(),
      editionId,
      city,
      kind: 'silence',
      subject,
      actionId,
      level,
      dueAt: new Date(dueAt),
      raisedAt: now,
    })),
  );
  const reddened = decisions.filter((decision) => decision.do === 'redden');
  await reddenAlarms(
    tx,
    reddened.map(({ id }) => id),
    now,
  );
  for (const decision of decisions) {
    if (decision.do === 'redate') await redateAlarm(tx, decision.id, new Date(decision.dueAt));
    if (decision.do === 'reopen')
      await reopenAlarm(tx, { ...decision, dueAt: new Date(decision.dueAt), at: now });
  }
  const closing = decisions.filter((decision) => decision.do === 'close');
  const byReason = Map.groupBy(closing, (decision) => decision.as);
  const closed: AlarmRow[] = [];
  for (const [as, some] of byReason)
    closed.push(...(await closeAlarms(tx, { ids: some.map(({ id }) => id), as, at: now })));
  closed.push(...(await closeOfIncidents(tx, editionId, now)));
  return closed;
}

/** What of the open alarms nobody has been told yet. */
async function tellOpen(tx: Transaction, { editionId, now }: Watching) {
  const open = await readOpenAlarms(tx, editionId);
  if (open.length === 0) return { events: [], notices: [] };
  const listeners = await readListeners(tx, editionId, now);
  const events: NewEvent<'day'>[] = [];
  const onStream: AlarmRow[] = [];
  const due: Notice[] = [];
  for (const alarm of open) {
    const state = untoldState(alarm);
    if (state) {
      onStream.push(alarm);
      events.push(...dayEventOf(alarm, state));
    }
    // Whoever comes on duty hears of what nobody has taken on; of duress, in any case.
    const mayEnd = alarm.acknowledged && alarm.kind !== 'duress' && state === null;
    if (mayEnd) continue;
    for (const accountId of listenersOf(alarm, listeners))
      if (!alarm.told.some((one) => one.accountId === accountId && one.level === alarm.level))
        due.push({ ...alarm, accountId });
  }
  await recordOnStream(tx, onStream, now);
  return { events, notices: await recordNotices(tx, due, now) };
}

/** People's own streams first, in one order on every node; the day's, which all wait for, last. */
async function appendAll(
  tx: Transaction,
  editionId: string,
  { dayEvents, notices }: { dayEvents: NewEvent<'day'>[]; notices: readonly Notice[] },
): Promise<void> {
  const byAccount = Map.groupBy(notices, ({ accountId }) => accountId);
  for (const accountId of [...byAccount.keys()].toSorted())
    await appendEvents(tx, {
      editionId,
      stream: `account:${accountId}`,
      events: (byAccount.get(accountId) ?? []).map(({ id }) => ({ kind: 'alarm-for-you', id })),
    });
  if (dayEvents.length > 0) await appendEvents(tx, { editionId, stream: 'day', events: dayEvents });
}
