import type { DayClock } from '@lantern/schemas/day-clock';
import type { FeedJson } from '@lantern/schemas/live';
import { createAnswerCache } from '../../platform/public-answer.ts';
import type { LiveRepo } from './live.repo.ts';

/** What a page of the day starts from; what comes after `seq` is told live. */
export interface PublicDay extends FeedJson {
  /** `YYYY-MM-DD`, the same date everywhere. */
  date: string;
  /** A rehearsal's own clock; null: the world's. */
  dayClock: DayClock | null;
}

export interface PublicDayDeps {
  repo: Pick<LiveRepo, 'readNewest'>;
  /** By slug, or the current one; throws `edition-unknown`. */
  editionFor: (
    slug: string | undefined,
  ) => Promise<{ id: string; date: string; dayClock: DayClock | null }>;
}

export type PublicDayService = ReturnType<typeof createPublicDay>;

/** Newest events a page begins with. */
const NEWEST = 60;

/** The newest of what was published of an edition's day, at most a second old on this node. */
export function createPublicDay({ repo, editionFor }: PublicDayDeps) {
  const cache = createAnswerCache<FeedJson>();
  return {
    read: async (slug: string | undefined): Promise<PublicDay> => {
      const { id, date, dayClock } = await editionFor(slug);
      const { body } = await cache.get(id, () => repo.readNewest(id, NEWEST));
      return { ...body, date, dayClock };
    },
  };
}
