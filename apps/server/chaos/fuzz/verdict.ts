import { errorBodySchema } from '@lantern/schemas/error-body';
import { ERROR_STATUS } from '@lantern/schemas/error-codes';
import { z } from 'zod';
import { projectRoot } from '../../src/env.ts';
import type { FuzzRequest, FuzzStage } from './stage.ts';
import type { WireAnswer } from './wire.ts';

/** What nobody outside may read: where our code lies, what it is made of, how it speaks to the database. */
const INTERNAL = [
  /\n\s+at .+:\d+:\d+/u,
  /node_modules|\bfile:\/\//u,
  /\.(?:ts|js|mjs):\d+/u,
  /\b(?:SELECT .+ FROM|INSERT INTO|UPDATE \w+ SET|DELETE FROM)\b/u,
  /violates|syntax error|invalid input syntax|invalid byte sequence|out of range for type/iu,
  /\b(?:prisma|postgres|pg-boss|fastify|FST_|better-auth|nodemailer|socket\.io)\b/iu,
  /\b(?:Type|Range|Syntax|Reference|Zod|TRPC|TRPCClient|Database)Error\b/u,
  /is not a function|Cannot read propert|is not iterable|Unexpected token/u,
  /ECONN|ENOENT|EACCES|ENAMETOOLONG/u,
];
const ROOT = projectRoot(import.meta.dirname);
/** Files of the apps, which are what was built and hold no answer of the server's. */
const BUILT = /^(?:text\/(?:css|javascript)|application\/(?:javascript|wasm)|font\/|image\/)/u;

const faultSchema = errorBodySchema.extend({ message: z.string().optional() }).strict();
const trpcFaultSchema = z.strictObject({
  error: z.strictObject({
    code: z.number(),
    message: z.string(),
    data: errorBodySchema.extend({ httpStatus: z.number() }).strict(),
  }),
});

/** Throws what is wrong with an answer, or with what the server did meanwhile. */
export function judge(
  stage: Pick<FuzzStage, 'watch'>,
  request: FuzzRequest,
  answer: WireAnswer | null,
) {
  if (!answer) throw new Error('the connection was ended without an answer');
  const { status, headers, body } = answer;
  const id = headers['x-request-id'];
  const logged = id === undefined ? [] : stage.watch.faultsOf(id);
  if (logged.length > 0) throw new Error(`logged as a fault of ours: ${logged.join('')}`);
  if (status >= 500) throw new Error(`answered ${status}: ${body.slice(0, 500)}`);
  const surprises = stage.watch.surprises();
  if (surprises.length > 0) throw new Error(`unasked for: ${surprises.join('\n')}`);
  const type = headers['content-type'] ?? '';
  if (!BUILT.test(type)) tellsNothing(JSON.stringify(request), body);
  if (status >= 400 && type.startsWith('application/json') && request.method !== 'HEAD')
    isFault(status, body);
}

/** Throws when a text tells what only we know, save what was asked for by that name. */
export function tellsNothing(asked: string, body: string): void {
  for (const pattern of [...INTERNAL, ROOT]) {
    const [found] =
      typeof pattern === 'string'
        ? [body.includes(pattern) && pattern]
        : (pattern.exec(body) ?? []);
    // What was sent may come back: in a form with its faults marked, or in a name that was asked for.
    if (found && !asked.includes(found.trim()))
      throw new Error(`tells '${found}': ${body.slice(0, 500)}`);
  }
}

/** Too slow, or too much of a head: Node's own parser refuses it, and the code only says that it was malformed. */
const BEFORE_ANY_ROUTE = new Set([408, 431]);

/** Every fault in JSON has our one body, with a code of the table and its status. */
function isFault(status: number, body: string): void {
  const parsed: unknown = JSON.parse(body);
  const bodies = [parsed].flat();
  for (const each of bodies) {
    const isTrpc = typeof each === 'object' && each !== null && 'error' in each;
    if (typeof each === 'object' && each !== null && 'result' in each) continue;
    const { code } = isTrpc ? trpcFaultSchema.parse(each).error.data : faultSchema.parse(each);
    if (code === 'internal' || code === 'unavailable') throw new Error(`answered ${code}`);
    if (bodies.length === 1 && ERROR_STATUS[code] !== status && !BEFORE_ANY_ROUTE.has(status))
      throw new Error(`answered ${code} as ${status}`);
  }
}
