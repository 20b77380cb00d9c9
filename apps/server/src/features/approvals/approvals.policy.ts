import type { ErrorCode } from '@lantern/schemas/error-codes';
import type { Role } from '@lantern/schemas/role';

/** How long a request can be approved and collected. */
export const APPROVAL_MS = 24 * 60 * 60_000;
/**
 * How long the rule outlives an administrator who was frozen. Otherwise a thief of one account would freeze
 * the others and then be the only one to ask.
 */
export const RULE_OUTLIVES_MS = 24 * 60 * 60_000;

/** A request as its rules see it. */
export interface ApprovalRequest {
  state: 'waiting' | 'approved' | 'refused' | 'used';
  requestedBy: string;
  decidedBy: string | null;
  expiresAt: Date;
}

/** What surrounds a request at this moment. */
export interface Standing {
  /** Who acts now. */
  by: string;
  now: Date;
  /** Administrators who can sign in. */
  admins: readonly string[];
  /** Who asked, as they are now; null if the account is gone. */
  asker: { role: string; frozenAt: Date | null } | null;
  mayAsk: readonly Role[];
}

/** Whether one person's word is not enough. */
export function needsSecond(admins: readonly string[], adminFrozenLately: boolean): boolean {
  return admins.length >= 2 || adminFrozenLately;
}

/** Why somebody may not decide on a request; null if they may. */
export function refusalToDecide(request: ApprovalRequest, standing: Standing): ErrorCode | null {
  const { by, admins } = standing;
  if (by === request.requestedBy || !admins.includes(by)) return 'forbidden';
  if (request.state !== 'waiting') return 'conflict';
  return stillStands(request, standing) ? null : 'conflict';
}

/** Why somebody may not have what was approved; null if they may. */
export function refusalToCollect(request: ApprovalRequest, standing: Standing): ErrorCode | null {
  if (standing.by !== request.requestedBy) return 'forbidden';
  if (request.state !== 'approved') return 'conflict';
  // The word of somebody who was shut out since, perhaps because it was not theirs, is worth nothing.
  if (!standing.admins.includes(request.decidedBy ?? '')) return 'conflict';
  return stillStands(request, standing) ? null : 'conflict';
}

function stillStands({ expiresAt }: ApprovalRequest, { now, asker, mayAsk }: Standing): boolean {
  if (expiresAt <= now || !asker || asker.frozenAt) return false;
  return mayAsk.some((role) => role === asker.role);
}
