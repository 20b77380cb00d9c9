import type { Role } from '@lantern/schemas/role';

/** Who may read drafts of the petition. */
export const MAY_READ_TEXTS = ['admin', 'moderator'] as const satisfies readonly Role[];
/** Who may write a new version: it shows nowhere until it is approved. */
export const MAY_DRAFT = ['admin', 'moderator'] as const satisfies readonly Role[];
/** Who may put a version into force: it speaks for every organisation of the coalition. */
export const MAY_APPROVE = ['admin'] as const satisfies readonly Role[];

/** What a decision about a text depends on. */
export interface Decidable {
  state: 'draft' | 'approved';
  version: number;
  hash: string;
  /** The highest approved version in its language, or 0. */
  approvedVersion: number;
}

/**
 * A draft may be approved while no later version is in force, and only as the person read it (`hash`):
 * approving an older one would change nothing, and say that it did.
 */
export function mayApprove(text: Decidable, readHash: string): boolean {
  return text.state === 'draft' && text.version > text.approvedVersion && text.hash === readHash;
}
