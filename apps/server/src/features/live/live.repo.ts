import { oneRow } from '@lantern/db/database';
import type { FeedJson, LiveEvent, Stream } from '@lantern/schemas/live';
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
    readEvents: (request: ReadRequest) =>
      request.stream === 'public' ? readPublic(pool, request) : readEvents(pool, request),
    readCitiesOf: (accountId: string, editionId: string) =>
      readCitiesOf(pool, accountId, editionId),
    readFeed: (request: FeedRequest) => readFeed(pool, request),
    readNewest: (editionId: string, limit: number) => readNewest(pool, editionId, limit),
  };
}

async function readSpine(pool: Pool): Promise<Spine> {
  return oneRow<Spine>(
    pool,
    `SELECT epoch, (
       SELECT coalesce(json_agg(json_build_object('editionId', edition_id, 'stream', stream, 'seq', seq)), '[]')
       FROM stream_heads) AS heads
     FROM installation`,
  );
}

interface ReadRequest {
  editionId: string;
  stream: Stream;
  after: number;
  limit: number;
}

/**
 * A public event as it may be told now: of a city that staff hide, only that something changed. It was told before,
 * but nobody learns of it any more. `$1` is the edition.
 */
const PUBLIC_EVENT = `CASE
  WHEN kind IN ('city-there', 'city-outcome', 'city-called-off') AND NOT EXISTS (
    SELECT FROM public_cities AS shown WHERE shown.edition_id = $1 AND shown.slug = payload ->> 'city')
  THEN (${EVENT_JSON}) - 'city' - 'actionId' - 'outcome' - 'corrected' - 'isMain' || '{"kind": "withheld"}'
  ELSE ${EVENT_JSON} END`;

/** The public stream's next events, in their order and without gaps. */
async function readPublic(
  pool: Pool,
  { editionId, after, limit }: ReadRequest,
): Promise<LiveEvent[]> {
  const { rows } = await pool.query<{ event: LiveEvent }>(
    `SELECT (${PUBLIC_EVENT}) || '{"stream": "public"}' AS event FROM events
     WHERE edition_id = $1 AND stream = 'public' AND seq > $2 ORDER BY seq LIMIT $3`,
    [editionId, after, limit],
  );
  return rows.map(({ event }) => event);
}

/** Slugs of the cities an account answers for in an edition, in order. */
async function readCitiesOf(pool: Pool, accountId: string, editionId: string): Promise<string[]> {
  const { rows } = await pool.query<{ slug: string }>(
    `SELECT DISTINCT city_slug AS slug FROM assignments
     WHERE account_id = $1 AND edition_id = $2 AND ended_at IS NULL AND city_slug IS NOT NULL ORDER BY 1`,
    [accountId, editionId],
  );
  return rows.map(({ slug }) => slug);
}

export interface FeedRequest {
  editionId: string;
  /** Events with a greater `seq` are answered. */
  after: number;
  /** Most events answered. */
  limit: number;
}

const FEED_HEAD = `coalesce((
  SELECT seq FROM stream_heads WHERE edition_id = $1 AND stream = 'public'), 0)::int8`;

/** The newest events of the public stream, oldest first: it has no gaps, so its head says where they begin. */
async function readNewest(pool: Pool, editionId: string, limit: number): Promise<FeedJson> {
  return oneRow<FeedJson>(
    pool,
    `SELECT epoch, ${FEED_HEAD} AS seq,
       (SELECT coalesce(json_agg(${PUBLIC_EVENT} ORDER BY seq), '[]')
        FROM events WHERE edition_id = $1 AND stream = 'public' AND seq > ${FEED_HEAD} - $2) AS events
     FROM installation`,
    [editionId, limit],
  );
}

/** The public stream; `seq` is its head, so a page shorter than that says that there is more. */
async function readFeed(pool: Pool, { editionId, after, limit }: FeedRequest): Promise<FeedJson> {
  return oneRow<FeedJson>(
    pool,
    `SELECT epoch,
       ${FEED_HEAD} AS seq,
       (SELECT coalesce(json_agg(line ORDER BY seq), '[]') FROM (
         SELECT seq, ${PUBLIC_EVENT} AS line
         FROM events WHERE edition_id = $1 AND stream = 'public' AND seq > $2
         ORDER BY seq LIMIT $3) AS page) AS events
     FROM installation`,
    [editionId, after, limit],
  );
}
