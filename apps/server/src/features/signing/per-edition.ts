import {
  createGroupCommit,
  type GroupCommit,
  type GroupCommitOptions,
} from '../../platform/group-commit.ts';

/** One group commit per edition, made at first need: a rehearsal never waits in the real queue. */
export function createPerEdition<Item, Answer>(
  optionsFor: (editionId: string) => GroupCommitOptions<Item, Answer>,
) {
  const groups = new Map<string, GroupCommit<Item, Answer>>();
  return {
    of: (editionId: string): GroupCommit<Item, Answer> => {
      const known = groups.get(editionId);
      if (known) return known;
      const group = createGroupCommit(optionsFor(editionId));
      groups.set(editionId, group);
      return group;
    },
    /** Takes no more; resolves when all callers are answered. */
    drain: async (): Promise<void> => {
      await Promise.all([...groups.values()].map((group) => group.drain()));
    },
  };
}
