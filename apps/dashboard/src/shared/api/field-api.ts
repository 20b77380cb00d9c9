import type { AppRouter } from '@lantern/server/app-router';
import { ERROR_STATUS, isErrorCode, type ErrorCode } from '@lantern/schemas/error-codes';
import type { inferRouterOutputs } from '@trpc/server';

/** What was announced to this person. */
export type Announcement = inferRouterOutputs<AppRouter>['announcements']['mine'][number];

/** How long an answer is waited for, ms: a bad network is slow before it is dead. */
const PATIENCE_MS = 20_000;

/** What came of a call, told apart as a queue must: nothing but our own envelope is believed. */
export type Answer =
  | { kind: 'data'; data: unknown; heard: Heard }
  | { kind: 'fault'; code: ErrorCode; fields: readonly string[]; retryAfterMs: number | null }
  /** Somebody answered who is not Lantern: a hotspot's page, a proxy. */
  | { kind: 'not-ours' }
  | { kind: 'no-answer' };

/** When the server spoke by its own clock, and the device's clock then; ms since the epoch. */
interface Heard {
  serverAt: number | null;
  deviceAt: number;
}

/** Calls a procedure; never throws. */
export type Call = (procedure: string, input?: unknown) => Promise<Answer>;

/**
 * tRPC's own wire by hand, since its client weighs more than the rest of the phone's queue. Everything is a POST,
 * so that nothing asked for stands in an address.
 */
export const callServer: Call = async (procedure, input) => {
  const response = await fetch(`/trpc/${procedure}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(input ?? null),
    // Hotspots send people elsewhere; that page is no answer of ours, however well it loads.
    redirect: 'manual',
    signal: AbortSignal.timeout(PATIENCE_MS),
  }).catch(() => null);
  if (!response) return { kind: 'no-answer' };
  const deviceAt = Date.now();
  const body: unknown = await response.json().catch(() => null);
  const said = Date.parse(response.headers.get('date') ?? '');
  return read(response, body, { serverAt: Number.isNaN(said) ? null : said, deviceAt });
};

function read(response: Response, body: unknown, heard: Heard): Answer {
  const { result, error, code: plain } = Object(body);
  if (response.status === 200 && result !== undefined && error === undefined)
    return { kind: 'data', data: Object(result).data, heard };
  const code: unknown = Object(Object(error).data).code ?? plain;
  if (!isErrorCode(code) || ERROR_STATUS[code] !== response.status) return { kind: 'not-ours' };
  const seconds = Number(response.headers.get('retry-after') ?? Number.NaN);
  return {
    kind: 'fault',
    code,
    fields: Object.keys(Object(Object(Object(error).data).fields)),
    retryAfterMs: Number.isFinite(seconds) ? Math.max(0, seconds) * 1_000 : null,
  };
}
