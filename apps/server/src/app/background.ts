import type { Clock } from '../platform/clock.ts';
import type { Jobs } from '../platform/jobs.ts';
import type { Mail } from './mail.ts';
import type { Services } from './deps.ts';

export interface TaskDeps {
  services: Services;
  mail: Mail;
  clock: Clock;
}

/** Registers what recurs; each runs on one node at a time. */
export async function scheduleTasks(
  jobs: Jobs,
  { services, mail, clock }: TaskDeps,
): Promise<void> {
  const { counts, auth, signing } = services;
  await jobs.schedule({
    name: 'signing.reminders',
    cron: '*/5 * * * *',
    run: async () => void (await signing.remindDue(clock.now())),
  });
  await jobs.schedule({
    name: 'signing.expiry',
    cron: '*/5 * * * *',
    run: async () => void (await signing.expireOld(clock.now())),
  });
  await jobs.schedule({ name: 'counts.seconds', cron: '*/10 * * * *', run: counts.forgetSeconds });
  await jobs.schedule({ name: 'auth.sweep', cron: '17 * * * *', run: auth.sweep });
  await jobs.schedule({ name: 'mail.outcomes', cron: '41 3 * * *', run: mail.prune });
}
