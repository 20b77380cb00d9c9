import type { FeedJson, Stream } from '@lantern/schemas/live';
import type { Pool } from 'pg';
import { EVENT_JSON, readEvents, type StreamHead } from '../../platform/events.ts';

/** What this database is, and where each of its streams stands, read in one statement. */
export interface Spine {
  epoch: string;
  heads: StreamHead[];
}

export type LiveRepo = ReturnType<typeof createLiveRepo>;

export function createLiveRepo(pool: Pool) {
  return {
    readSpine: () => readSpine(pool),
    readEvents: (request: { editionId: string; stream: Stream; after: number; limit: number }) =>
      readEvents(pool, request),
    readFeed: (request: FeedRequest) => readFeed(pool, request),
  };
}

async function readSpine(pool: Pool): Promise<Spine> {
  const { rows } = await pool.query<Spine>(
    `SELECT epoch, (
       SELECT coalesce(json_agg(json_build_object('editionId', edition_id, 'stream', stream, 'seq', seq)), '[]')
       FROM stream_heads) AS heads
     FROM installation`,
  );
  const spine = rows[0];
  if (!spine) throw new Error('the installation has no row');
  return spine;
}

export interface FeedRequest {
  editionId: string;
  /** Events with a greater `seq` are answered. */
  after: number;
  /** Most events answered. */
  limit: number;
}

/** The public stream; `seq` is its head, so a page shorter than that says that there is more. */
async function readFeed(pool: Pool, { editionId, after, limit }: FeedRequest): Promise<FeedJson> {
  const { rows } = await pool.query<{ epoch: string; seq: number; events: FeedJson['events'] }>(
    `SELECT epoch,
       coalesce((SELECT seq FROM stream_heads WHERE edition_id = $1 AND stream = 'public'), 0)::int8 AS seq,
       (SELECT coalesce(json_agg(line ORDER BY seq), '[]') FROM (
         SELECT seq, ${EVENT_JSON} AS line
         FROM events WHERE edition_id = $1 AND stream = 'public' AND seq > $2
         ORDER BY seq LIMIT $3) AS page) AS events
     FROM installation`,
    [editionId, after, limit],
  );
  const feed = rows[0];
  if (!feed) throw new Error('the installation has no row');
  return feed;
}
