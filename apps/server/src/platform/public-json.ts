import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { addHead, readyHead, type ReadyHead } from './answer-head.ts';
import { toCsv, type CsvCell } from './csv.ts';
import type { PublicAnswer } from './public-answer.ts';

/** A body as a table. */
export interface CsvTable {
  columns: readonly string[];
  rows: readonly (readonly CsvCell[])[];
}

/** One address of the public JSON. */
export interface PublicJsonRoute<T> {
  path: `/api/v1/${string}`;
  /** Throws coded errors; `query` is as it came. */
  answer(query: unknown): Promise<PublicAnswer<T>>;
  /** What the bare address answers, if it need not be waited for. */
  atHand?: () => PublicAnswer<T> | undefined;
  table(body: T): CsvTable;
  /** How long shared caches may answer without asking, in seconds. */
  sharedSeconds: number;
}

/** A cache may answer late while it asks again, and for a day while we are away; `asOf` stays true. */
const AWAY_SECONDS = 86_400;

/**
 * Serves `GET` and `HEAD` as JSON or, by `Accept: text/csv`, as CSV; open for reading from any site. With `.csv`
 * after its path it is the table as a file, for links.
 */
export function registerPublicJson<T>(app: FastifyInstance, route: PublicJsonRoute<T>): void {
  const shared = [
    'public',
    `max-age=${route.sharedSeconds}`,
    `s-maxage=${route.sharedSeconds}`,
    `stale-while-revalidate=${route.sharedSeconds * 5}`,
    `stale-if-error=${AWAY_SECONDS}`,
  ].join(', ');

  // Some caches on the way heed no `Vary: Accept`: one that kept the table would answer it to everybody.
  const ownOnly = `private, max-age=${route.sharedSeconds}`;

  const told = new WeakMap<PublicAnswer<T>, Told>();
  const tellOf = (answer: PublicAnswer<T>): Told => {
    let known = told.get(answer);
    if (!known) told.set(answer, (known = tell(answer, { cacheControl: shared })));
    return known;
  };
  const send = ({ request, reply }: Exchange, answer: PublicAnswer<T>): void => {
    const csv = wantsCsv(request);
    const { tag, head } = csv
      ? tell(answer, { cacheControl: ownOnly, suffix: '-csv' })
      : tellOf(answer);
    const known = knows(request, tag);
    // Made before the head is added: one that cannot be made is a fault, and that has a head of its own.
    const table = csv && !known ? csvOf(route.table(answer.body)) : null;
    addHead(reply, head);
    if (known) void reply.code(304).send();
    else if (table !== null) void reply.type('text/csv; charset=utf-8').send(table);
    else void reply.type('application/json; charset=utf-8').send(answer.json);
  };

  app.get(route.path, (request, reply) => {
    const atHand = request.url === route.path ? route.atHand?.() : undefined;
    if (!atHand) return answerLater({ request, reply });
    send({ request, reply }, atHand);
    return undefined;
  });

  const openly = async ({ reply }: Exchange, work: () => Promise<void>): Promise<void> => {
    try {
      await work();
    } catch (error) {
      void reply.headers(OPEN_FOR_READING);
      throw error;
    }
  };
  const answerLater = ({ request, reply }: Exchange): Promise<void> =>
    openly({ request, reply }, async () =>
      send({ request, reply }, await route.answer(request.query)),
    );

  app.get(`${route.path}.csv`, (request, reply) =>
    openly({ request, reply }, async () => {
      const answer = await route.answer(request.query);
      const { tag, head } = tell(answer, { cacheControl: shared, suffix: '-file' });
      const file = knows(request, tag) ? null : BYTE_ORDER_MARK + csvOf(route.table(answer.body));
      addHead(reply, head);
      if (file === null) return void reply.code(304).send();
      const name = `lantern-${route.path.slice(route.path.lastIndexOf('/') + 1)}.csv`;
      void reply.header('content-disposition', `attachment; filename="${name}"`);
      void reply.type('text/csv; charset=utf-8').send(file);
    }),
  );

  app.options(route.path, async (_request, reply) => {
    return reply
      .headers(OPEN_FOR_READING)
      .headers({
        'access-control-allow-methods': 'GET, HEAD',
        'access-control-allow-headers': 'If-None-Match, Accept',
        'access-control-max-age': '86400',
      })
      .code(204)
      .send();
  });
}

const OPEN_FOR_READING = {
  'access-control-allow-origin': '*',
  'access-control-expose-headers': 'ETag, Lantern-As-Of, Retry-After',
};

/** Without it Excel takes the names of cities for another writing. */
const BYTE_ORDER_MARK = '\uFEFF';

interface Exchange {
  request: FastifyRequest;
  reply: FastifyReply;
}

/** What is said about an answer beside it. */
interface Told {
  tag: string;
  head: ReadyHead;
}

function tell<T>(
  { tag, body }: PublicAnswer<T>,
  { cacheControl, suffix = '' }: { cacheControl: string; suffix?: string },
): Told {
  // Weak: the time an answer was read at may differ between two of the same tag.
  const etag = `W/"${tag}${suffix}"`;
  const headers = { etag, vary: 'Accept', 'cache-control': cacheControl, ...timeOf(body) };
  return { tag: etag, head: readyHead({ ...OPEN_FOR_READING, ...headers }) };
}

/** A 304 has no body, so the time up to which the numbers are known to be true is a header as well. */
function timeOf(body: unknown): Record<string, string> {
  if (typeof body !== 'object' || body === null || !('asOf' in body)) return {};
  return { 'lantern-as-of': String(body.asOf) };
}

function csvOf({ columns, rows }: CsvTable): string {
  return toCsv(columns, rows);
}

function knows(request: FastifyRequest, tag: string): boolean {
  const known = request.headers['if-none-match'];
  if (known === undefined) return false;
  if (known === tag) return true;
  const opaque = tag.replace(/^W\//u, '');
  return known.split(',').some((entry) => {
    const trimmed = entry.trim();
    return trimmed === '*' || trimmed.replace(/^W\//u, '') === opaque;
  });
}

/** CSV only where it is asked for more than JSON, before it, or instead of it. */
function wantsCsv(request: FastifyRequest): boolean {
  const named = (request.headers.accept ?? '').toLowerCase();
  if (!named.includes('text/csv')) return false;
  const accept = named.split(',');
  const csv = wishFor('text/csv', accept);
  const json = wishFor('application/json', accept);
  return csv.weight > json.weight || (csv.weight === json.weight && csv.place < json.place);
}

/** How much a type is wanted (0: not at all), and where among the others it is named. */
function wishFor(type: string, accept: readonly string[]): { weight: number; place: number } {
  const place = accept.findIndex((entry) => entry.split(';', 1)[0]?.trim() === type);
  const weight = /;\s*q=([\d.]+)/u.exec(accept[place] ?? '')?.[1];
  return { place, weight: place < 0 ? 0 : Number(weight ?? 1) };
}
