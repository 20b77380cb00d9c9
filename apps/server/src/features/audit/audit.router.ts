import { auditPageInputSchema } from '@lantern/schemas/audit';
import { MAY_READ_AUDIT } from '@lantern/schemas/audit-roles';
import { procedureFor, router } from '../../platform/trpc.ts';
import type { AuditService } from './audit.service.ts';

/** `audit.*`: for administrators. */
export function createAuditRouter(service: AuditService) {
  return router({
    /** A page of the log, and the kinds of acts that can be asked for. */
    page: procedureFor(MAY_READ_AUDIT)
      .input(auditPageInputSchema)
      .query(({ input }) => service.page(input)),
  });
}
