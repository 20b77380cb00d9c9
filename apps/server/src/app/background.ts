import type { Clock } from '../platform/clock.ts';
import type { Jobs } from '../platform/jobs.ts';
import type { Logger } from '../platform/logger.ts';
import { repeat } from '../platform/repeat.ts';
import type { Mail } from './mail.ts';
import type { Services } from './deps.ts';

export interface TaskDeps {
  services: Services;
  mail: Mail;
  clock: Clock;
}

/** How soon an opening, a closing or a milestone is told. */
const ANNOUNCE_EVERY_MS = 2_000;

/** Has this node tell the public stream of openings and milestones; answers how to end it. */
export function startAnnouncing(
  { announcer }: Services,
  log: Pick<Logger, 'warn'>,
): { stop(): Promise<void> } {
  return announcer.start({
    intervalMs: ANNOUNCE_EVERY_MS,
    onError: (error) => log.warn({ err: error }, 'announcements could not be looked at'),
  });
}

/** How soon the next batch of news follows; short beside the seconds that it is queued ahead. */
const NEWS_EVERY_MS = 1_000;

/** Has this node queue news as the provider's pace allows; answers how to end it. */
export function startNews(
  { news }: Services,
  log: Pick<Logger, 'warn'>,
): { stop(): Promise<void> } {
  return repeat(news.advance, {
    intervalMs: NEWS_EVERY_MS,
    onError: (error) => log.warn({ err: error }, 'news could not be queued'),
  });
}

/** How soon what is due on the day is published. */
const PUBLISH_EVERY_MS = 1_000;

/** Has this node publish what is due on the day; answers how to end it. */
export function startPublishing(
  { publishDue }: Services,
  log: Pick<Logger, 'warn' | 'error'>,
): { stop(): Promise<void> } {
  const onStuck = (error: unknown, id: string) =>
    log.error({ err: error, publication: id }, 'something that is due could not be published');
  return repeat(() => publishDue(onStuck), {
    intervalMs: PUBLISH_EVERY_MS,
    onError: (error) => log.warn({ err: error }, 'what is due could not be published'),
  });
}

/** An alarm is raised, and heard of, this soon after it is due. */
const WATCH_EVERY_MS = 1_000;

/** Has this node watch for silence; answers how to end it. */
export function startWatch(
  { alarms }: Services,
  log: Pick<Logger, 'warn'>,
): { stop(): Promise<void> } {
  return repeat(alarms.watch, {
    intervalMs: WATCH_EVERY_MS,
    onError: (error) => log.warn({ err: error }, 'silence could not be watched'),
  });
}

/** Registers what recurs; each runs on one node at a time. */
export async function scheduleTasks(
  jobs: Jobs,
  { services, mail, clock }: TaskDeps,
): Promise<void> {
  const { contact, counts, auth, signing } = services;
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
  await jobs.schedule({
    name: 'contact.expiry',
    cron: '23 * * * *',
    run: async () => void (await contact.forgetSettled(clock.now())),
  });
  await jobs.schedule({ name: 'rsvp.tend', cron: '* * * * *', run: services.rsvps.tend });
  await jobs.schedule({
    name: 'rsvp.expiry',
    cron: '29 * * * *',
    run: async () => void (await services.rsvps.forgetOld()),
  });
  await jobs.schedule({
    name: 'applications.expiry',
    cron: '29 * * * *',
    run: async () => void (await services.applications.service.forgetOld(clock.now())),
  });
  await jobs.schedule({
    name: 'assignments.readiness',
    cron: '* * * * *',
    run: async () => void (await services.assignments.readiness.settle(clock.now())),
  });
  await jobs.schedule({ name: 'counts.seconds', cron: '*/10 * * * *', run: counts.forgetSeconds });
  await jobs.schedule({ name: 'auth.sweep', cron: '17 * * * *', run: auth.sweep });
  await jobs.schedule({
    name: 'approvals.sweep',
    cron: '19 4 * * *',
    run: services.approvals.service.sweep,
  });
  await jobs.schedule({ name: 'mail.outcomes', cron: '41 3 * * *', run: mail.prune });
}
