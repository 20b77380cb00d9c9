import { type DestinationStream, type Logger, type LoggerOptions, pino } from 'pino';
import { patientDestination } from './patient-destination.ts';

export type { Logger } from 'pino';

/** Keys whose values name a person, a device or a secret; they are dropped wherever they stand. */
const FORBIDDEN_KEYS =
  /^(?:e-?mail|address|to|from|name|ip|ips|remote-?address|remote-?port|host|url|query|params|body|headers|cookies?|authorization|user-?agent|token|secret|password|subject|detail|parameters|values)$/iu;

/** What gives a person, a network or a link away inside a text. */
const SCRUBBED: readonly [RegExp, string][] = [
  [/[^\s<>"'(),:;=/@]+@[^\s<>"'(),:;/@]+\.\p{L}{2,}/gu, '[address]'],
  [/\b\w+:\/\/[^\s"']+/gu, '[url]'],
  [/\?[^\s"']*=[^\s"']*/gu, '[query]'],
  [/\b\d{1,3}(?:\.\d{1,3}){3}\b/gu, '[ip]'],
  [/\b(?:[0-9a-f]{1,4}:){3,7}[0-9a-f]{0,4}(?::[0-9a-f]{0,4})*/giu, '[ip]'],
  [/(?<![A-Za-z0-9_-])[A-Za-z0-9_-]{43,}(?![A-Za-z0-9_-])/gu, '[token]'],
  // A confirmation code stands alone; ports and sizes of six digits inside a sentence are no secret.
  [/^\d{6}$/u, '[code]'],
];

const MAX_DEPTH = 4;

/**
 * Structured logs that cannot carry a person: whatever a caller hands over, forbidden keys are dropped
 * and addresses, IPs, URLs and tokens inside texts are blanked, error messages and stacks included.
 */
export function createLogger(level: string, destination: DestinationStream): Logger {
  const options = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: {
      level: (label: string) => ({ level: label }),
      log: (details: Record<string, unknown>) => cleanObject(details, 0),
    },
    // pino's own serializers would print requests whole; ours have run already.
    serializers: { err: identity, req: () => undefined, res: () => undefined },
    hooks: {
      logMethod(this: Logger, args: unknown[], method: (...args: unknown[]) => void) {
        method.apply(this, scrubbed(args));
      },
    },
  };
  // pino types its hook by its own overloads, which a list of unknowns cannot satisfy.
  return pino(options as LoggerOptions, destination);
}

/** A bare error would lend the line its message as it stands. */
function scrubbed([first, ...rest]: unknown[]): unknown[] {
  const args =
    first instanceof Error
      ? [{ err: first }, ...(rest.length > 0 ? rest : [first.message])]
      : [first, ...rest];
  return args.map((arg) => (typeof arg === 'string' ? scrub(arg) : arg));
}

/** Local mode keeps stdout for the person who started it. */
export function destinationOf(mode: 'local' | 'production'): DestinationStream {
  return patientDestination(pino.destination(mode === 'local' ? 2 : 1));
}

/** Blanks what could name a person or open a door; for texts that are printed elsewhere too. */
export function scrub(text: string): string {
  return SCRUBBED.reduce((clean, [pattern, word]) => clean.replace(pattern, word), text);
}

function cleanObject(source: object, depth: number): Record<string, unknown> {
  const entries = Object.entries(source).filter(([key]) => !FORBIDDEN_KEYS.test(key));
  return Object.fromEntries(entries.map(([key, value]) => [key, clean(value, depth + 1)]));
}

function clean(value: unknown, depth: number): unknown {
  if (typeof value === 'string') return scrub(value);
  if (value instanceof Error) return cleanError(value, depth);
  if (value instanceof Date) return value;
  if (typeof value !== 'object' || value === null) return value;
  if (depth > MAX_DEPTH || ArrayBuffer.isView(value)) return '[left out]';
  if (Array.isArray(value)) return value.map((item) => clean(item, depth + 1));
  return cleanObject(value, depth);
}

/** Message, stack and cause; a database's `detail` or a mailer's `rejected` repeat what was sent. */
function cleanError(error: Error, depth: number): Record<string, unknown> {
  const { code } = error as { code?: unknown };
  return {
    type: error.name,
    message: scrub(error.message),
    ...((typeof code === 'string' || typeof code === 'number') && { code }),
    stack: scrub(error.stack ?? ''),
    ...(error.cause instanceof Error &&
      depth < MAX_DEPTH && { cause: cleanError(error.cause, depth + 1) }),
  };
}

function identity(value: unknown): unknown {
  return value;
}
