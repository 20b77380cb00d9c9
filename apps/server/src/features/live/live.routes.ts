import { feedInputSchema, SYNC_LIMIT, type FeedJson } from '@lantern/schemas/live';
import type { FastifyInstance } from 'fastify';
import { createAnswerCache } from '../../platform/public-answer.ts';
import { registerPublicJson, type CsvTable } from '../../platform/public-json.ts';
import type { LiveRepo } from './live.repo.ts';

export interface LiveRoutesDeps {
  repo: Pick<LiveRepo, 'readFeed'>;
  /** By slug, or the current one; throws `edition-unknown`. */
  editionFor: (slug: string | undefined) => Promise<{ id: string }>;
}

/** `GET /api/v1/feed?after=SEQ`: at most 1,000 events; `seq` tells whether there are more. */
export function registerLiveRoutes(
  app: FastifyInstance,
  { repo, editionFor }: LiveRoutesDeps,
): void {
  const cache = createAnswerCache<FeedJson>();
  registerPublicJson<FeedJson>(app, {
    path: '/api/v1/feed',
    answer: async (query) => {
      const { edition, after } = feedInputSchema.parse(query);
      const { id } = await editionFor(edition);
      const read = () => repo.readFeed({ editionId: id, after, limit: SYNC_LIMIT });
      return cache.get(`${id} ${after}`, read);
    },
    table: feedTable,
    sharedSeconds: 1,
  });
}

const COLUMNS = [
  'seq',
  'at',
  'kind',
  'locale',
  'version',
  'total',
  'city',
  'outcome',
  'corrected',
] as const;

/** One row per event; what a kind does not tell is empty. */
function feedTable({ events }: FeedJson): CsvTable {
  const rows = events.map((event) => {
    const cells: Partial<Record<string, string | number | boolean>> = event;
    return COLUMNS.map((column) => cellOf(cells[column]));
  });
  return { columns: COLUMNS, rows };
}

function cellOf(value: string | number | boolean | undefined): string | number | null {
  return typeof value === 'boolean' ? String(value) : (value ?? null);
}
