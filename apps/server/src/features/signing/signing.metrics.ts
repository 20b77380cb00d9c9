import type { GroupCommitHooks } from '../../platform/group-commit.ts';

/** Where signing reports its figures; the server puts them into its metrics. */
export interface SigningMetrics {
  /** Hooks of one of the two hot paths. */
  groupCommit(path: 'submit' | 'confirm'): GroupCommitHooks;
}
