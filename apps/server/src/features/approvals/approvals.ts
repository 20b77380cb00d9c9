import type { Pool } from 'pg';
import type { ApprovalsDeps } from './approvals.deps.ts';
import { createApprovalsList } from './approvals.list.ts';
import { createApprovalsRepo } from './approvals.repo.ts';
import { createApprovalsService } from './approvals.service.ts';

/** The whole feature, wired: acts that need a second person's word, and what waits for one. */
export function createApprovals({
  db,
  ...rest
}: Omit<ApprovalsDeps, 'repo'> & { db: { pool: Pool } }) {
  const deps = { ...rest, repo: createApprovalsRepo(db.pool) };
  return { service: createApprovalsService(deps), list: createApprovalsList(deps) };
}
