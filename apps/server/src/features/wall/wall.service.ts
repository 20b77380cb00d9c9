import { wallSchema, type Wall } from '@lantern/schemas/wall';
import { DomainError } from '../../platform/domain-error.ts';
import { createFreshValue, type FreshValue } from '../../platform/fresh-value.ts';
import type { Principal } from '../../platform/trpc.ts';
import { wallFor } from './wall.policy.ts';
import type { WallRepo } from './wall.repo.ts';

export interface WallDeps {
  repo: WallRepo;
  /** Slug to id, rehearsals included; throws `edition-unknown`. */
  editionFor: (slug: string | undefined) => Promise<{ id: string }>;
  /** Names the build of the dashboard's pages. */
  build: string;
}

export interface WallRequest {
  edition?: string | undefined;
  /** Last `seq` of the day stream that the asker knows of. */
  after: number;
}

/** What every viewer is told, or less. */
const sharedSchema = wallSchema.omit({ viewer: true });
type SharedWall = Omit<Wall, 'viewer'>;

/** Fifty walls in as many rooms ask at the same event: one read answers them. */
const SHARED_MS = 500;

/** What a room full of people may see of the day. */
export function createWallService({ repo, editionFor, build }: WallDeps) {
  const values = new Map<string, FreshValue<SharedWall>>();

  const readFresh = async (editionId: string): Promise<SharedWall> => {
    const row = await repo.read(editionId);
    if (!row) throw new DomainError('edition-unknown');
    // Drops whatever the schema does not name, so that nothing slips onto a wall unseen.
    return sharedSchema.parse({ ...row, build });
  };
  const valueOf = (editionId: string): FreshValue<SharedWall> => {
    const known = values.get(editionId);
    if (known) return known;
    const value = createFreshValue({ read: () => readFresh(editionId), maxAgeMs: SHARED_MS });
    values.set(editionId, value);
    return value;
  };

  return {
    /** At most half a second old, and never older than `after`. Throws `edition-unknown`. */
    read: async (
      { edition, after }: WallRequest,
      { role, editionId }: Principal,
    ): Promise<Wall> => {
      const id = role === 'screen' ? editionId : (await editionFor(edition)).id;
      if (!id) throw new DomainError('forbidden');
      const value = valueOf(id);
      const shared = await value.get();
      return wallFor(role, shared.seq >= after ? shared : await value.refresh());
    },
  };
}
export type WallService = ReturnType<typeof createWallService>;
