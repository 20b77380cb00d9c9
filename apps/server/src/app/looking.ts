import { createAuditRepo } from '../features/audit/audit.repo.ts';
import { createAuditService } from '../features/audit/audit.service.ts';
import { readFlow } from '../features/overview/flow.repo.ts';
import { createFlow } from '../features/overview/flow.service.ts';
import { createOverviewRepo } from '../features/overview/overview.repo.ts';
import { createOverviewService } from '../features/overview/overview.service.ts';
import type { Editions } from '../features/petition/editions.ts';
import type { ServicesDeps } from './deps.ts';

type LookingDeps = Pick<ServicesDeps, 'db' | 'clock' | 'readMailBacklog'> & { editions: Editions };

/** What staff only look at: the overview and the audit log. */
export function createLooking({ db, clock, readMailBacklog, editions }: LookingDeps) {
  const overview = createOverviewService({
    repo: createOverviewRepo(db.pool),
    flow: createFlow({
      clock,
      currentEditionId: async () => (await editions.currentEdition()).id,
      readFlow: (scope) => readFlow(db.pool, scope),
    }),
    mailBacklog: async () => {
      const { queued, putOff, drainSeconds, quietSeconds } = await readMailBacklog();
      return { waiting: queued, putOff, drainSeconds, quietSeconds };
    },
  });
  return { overview, audit: createAuditService(createAuditRepo(db.pool)) };
}
