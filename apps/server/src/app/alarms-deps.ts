import type { Transaction } from '@lantern/db/database';
import { createAlarmMails } from '../features/alarms/alarm-mail.ts';
import { createAlarmsService } from '../features/alarms/alarms.service.ts';
import { createAnnouncementsService } from '../features/announcements/announcements.service.ts';
import { createAnnouncementMails } from '../features/announcements/own.ts';
import { createDutyService } from '../features/duty/duty.service.ts';
import type { Editions } from '../features/petition/editions.ts';
import { createPushService, type PushService } from '../features/push/push.service.ts';
import { createDayMailDrawer } from '../features/signing-mails/day-mail.ts';
import type { DayMail } from '../platform/mail/queue.ts';
import type { ServicesDeps } from './deps.ts';

interface Neighbours {
  editionsForStaff: Editions;
}

/** Alarms, who is on duty, announcements, and how people are reached: by their browsers and by mail. */
export function createAlarms(deps: ServicesDeps, { editionsForStaff }: Neighbours) {
  const { env, db } = deps;
  const { publicOrigin } = env;
  const { pool } = db;
  const push = createPushService({ ...deps, pool, publicOrigin, local: env.mode === 'local' });
  const reach = createReach(deps, { push, editionsForStaff });
  const alarms = createAlarmsService({
    ...deps,
    pool,
    editionFor: editionsForStaff.editionFor,
    notify: (tx, editionId, notices) =>
      reach(tx, editionId, {
        push: 'alarm',
        mails: notices.map(({ id, accountId }) => ({ kind: 'alarm', recordId: id, accountId })),
      }),
  });
  const announcements = createAnnouncementsService({
    ...deps,
    pool,
    editionFor: editionsForStaff.editionFor,
    raise: alarms.raise,
    reach: (tx, editionId, { id, accountIds }) =>
      reach(tx, editionId, {
        push: 'message',
        mails: accountIds.map((accountId) => ({ kind: 'announcement', recordId: id, accountId })),
      }),
  });
  const drawDayMail = createDayMailDrawer({ publicOrigin });
  const compose = {
    alarm: createAlarmMails({ pool, drawDayMail }),
    announcement: createAnnouncementMails({ pool, drawDayMail }),
  };
  return {
    alarms,
    announcements,
    duty: createDutyService({ ...deps, pool, editionFor: editionsForStaff.editionFor }),
    push,
    composeDayMail: (mail: DayMail) => compose[mail.kind](mail),
  };
}

interface Word {
  push: 'alarm' | 'message';
  mails: readonly DayMail[];
}

/** Wakes the browsers of people and writes to them, if and only if the transaction commits. */
function createReach(
  { mailQueue }: ServicesDeps,
  { push, editionsForStaff }: Neighbours & { push: PushService },
) {
  return async (tx: Transaction, editionId: string, { push: kind, mails }: Word): Promise<void> => {
    if (mails.length === 0) return;
    const edition = await editionsForStaff.editionById(editionId);
    const accountIds = [...new Set(mails.map(({ accountId }) => accountId))];
    await push.enqueue(tx, { accountIds, kind, rehearsal: edition?.kind === 'rehearsal' });
    await mailQueue.enqueueMails(
      tx,
      mails.map((mail) => ({ ...mail, priority: 'now' })),
    );
  };
}
