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
