import { MAY_SEE_OVERVIEW } from '@lantern/schemas/overview-roles';
import { procedureFor, router } from '../../platform/trpc.ts';
import type { OverviewService } from './overview.service.ts';

const staff = procedureFor(MAY_SEE_OVERVIEW);

export function createOverviewRouter(service: OverviewService) {
  return router({
    /** The number, its pace, the signatures by state, the mails that wait, the last hour. */
    read: staff.query(() => service.read()),
    /** The last week from submission to signature by mail provider, refused mails, and alarms. */
    flow: staff.query(() => service.flow()),
  });
}
