import type { Jobs } from '../platform/jobs.ts';
import type { Mail } from './mail.ts';
import type { Services } from './deps.ts';

/** Registers what recurs; each runs on one node at a time. */
export async function scheduleTasks(jobs: Jobs, services: Services, mail: Mail): Promise<void> {
  const { counts, auth } = services;
  await jobs.schedule({ name: 'counts.seconds', cron: '*/10 * * * *', run: counts.forgetSeconds });
  await jobs.schedule({ name: 'auth.sweep', cron: '17 * * * *', run: auth.sweep });
  await jobs.schedule({ name: 'mail.outcomes', cron: '41 3 * * *', run: mail.prune });
}
