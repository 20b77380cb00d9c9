import { createHash } from 'node:crypto';
import { createFreshValues } from './fresh-value.ts';

/** A public JSON answer, serialised once however many read it. */
export interface PublicAnswer<T> {
  body: T;
  /** Short ASCII is text, which goes out in one piece with its head; anything else is bytes. */
  json: Buffer | string;
  /** Without quotes: changes with everything the body says, save the time it was read at. */
  tag: string;
}

/** Bodies that carry a tally version name it in their tag. */
function publicAnswer<T extends object>(body: T): PublicAnswer<T> {
  const { asOf: _asOf, ...lasting } = { asOf: undefined, ...body };
  const digest = createHash('sha256').update(JSON.stringify(lasting)).digest('base64url');
  const version = 'version' in body ? String(body.version) : '0';
  return {
    body,
    json: inOnePiece(JSON.stringify(body)),
    tag: `${version}.${digest.slice(0, 11)}`,
  };
}

/** Up to here one piece costs less than two; measured with 71 bytes: 11 µs for an answer instead of 12. */
const ONE_PIECE_BYTES = 4_096;

function inOnePiece(json: string): Buffer | string {
  const bytes = Buffer.from(json);
  return bytes.length === json.length && bytes.length <= ONE_PIECE_BYTES ? json : bytes;
}

/** Answers are this young on every node; a reader may see them one such span late, never mixed. */
const MAX_AGE_MS = 1_000;

/** Keeps one kind of answer per key: one read a second, and the last good one while the database is away. */
export interface AnswerCache<T> {
  get: (key: string, read: () => Promise<T>) => Promise<PublicAnswer<T>>;
  /** The answer if it was read within the last second. */
  young: (key: string) => PublicAnswer<T> | undefined;
}

export interface AnswerCacheOptions {
  /** Milliseconds; default `performance.now`. */
  monotonic?: (() => number) | undefined;
}

export function createAnswerCache<T extends object>({
  monotonic,
}: AnswerCacheOptions = {}): AnswerCache<T> {
  const values = createFreshValues<PublicAnswer<T>>({ maxAgeMs: MAX_AGE_MS, monotonic });
  return {
    get: (key, read) => values.get(key, async () => publicAnswer(await read())),
    young: values.young,
  };
}
