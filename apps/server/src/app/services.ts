import { registerBacklogMetrics } from '../platform/mail/backlog.ts';
import { createMailQueue } from '../platform/mail/queue.ts';
import type { Base } from './base.ts';
import { createServices, type Services } from './deps.ts';
import { createMail, type Mail } from './mail.ts';

export interface OpenedServices {
  services: Services;
  mail: Mail;
  /** Tells the services how an account's sockets are ended, once there are sockets. */
  onEndSessions(end: (accountId: string) => Promise<void>): void;
}

/** Builds the features, and the mail that asks them what to say. */
export async function openServices(base: Base): Promise<OpenedServices> {
  const { db, jobs, stack, readiness, metrics } = base;
  let endSessionsOf: (accountId: string) => Promise<void> = async () => undefined;
  const mail = await createMail({
    ...base,
    pool: db.pool,
    // Mails are composed when they are sent, and that begins after the services are there.
    compose: (job) => services.composeMail(job),
    onSettled: (tx, job, outcome) => services.settleMail(tx, job, outcome),
    readToCome: () => services.news.toCome(),
  });
  stack.push({ name: 'mail', limitMs: 1_000, run: () => mail.stop() });
  const services: Services = createServices({
    ...base,
    mailQueue: createMailQueue(jobs),
    readMailBacklog: mail.readBacklog,
    mailsPerSecond: mail.ratePerSecond,
    endSessionsOf: (accountId) => endSessionsOf(accountId),
  });
  stack.push({ name: 'signing', limitMs: 1_000, run: () => services.signing.drain() });
  readiness.add('mail-queue', mail.checkQueue);
  registerBacklogMetrics(metrics.registry, mail.readBacklog);
  return {
    services,
    mail,
    onEndSessions: (end) => {
      endSessionsOf = end;
    },
  };
}
