import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
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
  table(body: T): CsvTable;
  /** How long shared caches may answer without asking, in seconds. */
  sharedSeconds: number;
}

/** A cache may answer late while it asks again, and for a day while we are away; `asOf` stays true. */
const AWAY_SECONDS = 86_400;

/** Serves `GET` and `HEAD` as JSON or, by `Accept: text/csv`, as CSV; open for reading from any site. */
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

  app.get(route.path, async (request, reply) => {
    openForReading(reply);
    const answer = await route.answer(request.query);
    const csv = wantsCsv(request);
    // Weak: the time an answer was read at may differ between two of the same tag.
    const tag = `W/"${answer.tag}${csv ? '-csv' : ''}"`;
    void reply.headers({ etag: tag, vary: 'Accept', 'cache-control': csv ? ownOnly : shared });
    tellTime(reply, answer.body);
    if (knows(request, tag)) return reply.code(304).send();
    if (!csv) return reply.type('application/json; charset=utf-8').send(answer.json);
    const { columns, rows } = route.table(answer.body);
    return reply.type('text/csv; charset=utf-8').send(toCsv(columns, rows));
  });

  app.options(route.path, async (_request, reply) => {
    openForReading(reply);
    return reply
      .headers({
        'access-control-allow-methods': 'GET, HEAD',
        'access-control-allow-headers': 'If-None-Match, Accept',
        'access-control-max-age': '86400',
      })
      .code(204)
      .send();
  });
}

function openForReading(reply: FastifyReply): void {
  void reply.headers({
    'access-control-allow-origin': '*',
    'access-control-expose-headers': 'ETag, Lantern-As-Of, Retry-After',
  });
}

/** A 304 has no body, so the time up to which the numbers are known to be true is a header as well. */
function tellTime(reply: FastifyReply, body: unknown): void {
  if (typeof body !== 'object' || body === null || !('asOf' in body)) return;
  void reply.header('lantern-as-of', String(body.asOf));
}

function knows(request: FastifyRequest, tag: string): boolean {
  const known = request.headers['if-none-match'];
  if (known === undefined) return false;
  const opaque = tag.replace(/^W\//u, '');
  return known.split(',').some((entry) => {
    const trimmed = entry.trim();
    return trimmed === '*' || trimmed.replace(/^W\//u, '') === opaque;
  });
}

/** CSV only where it is asked for more than JSON, before it, or instead of it. */
function wantsCsv(request: FastifyRequest): boolean {
  const accept = (request.headers.accept ?? '').toLowerCase().split(',');
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
