import type { ErrorBody } from '@lantern/schemas/error-body';
import type { ErrorCode, FieldCode } from '@lantern/schemas/error-codes';

/** How sending a form went. `offline` and `unreachable` lose nothing: the text stays in the form. */
export type Sent =
  | { status: 'accepted'; amendToken: string | null }
  | {
      status: 'refused';
      code: ErrorCode;
      fields: Record<string, FieldCode>;
      retryAfterSeconds: number | undefined;
    }
  | { status: 'offline' }
  | { status: 'unreachable' };

const TIMEOUT_MS = 20_000;

/** Posts a signature as JSON; never throws. Sending it twice makes one signature all the same. */
export async function submitSignature(address: string, values: object): Promise<Sent> {
  try {
    const answer = await fetch(address, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Accept: 'application/json' },
      body: JSON.stringify(values),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    return read(answer.status, await answer.json());
  } catch {
    return { status: navigator.onLine ? 'unreachable' : 'offline' };
  }
}

/** What is neither a 202 nor our error body came from something in between. */
function read(status: number, body: unknown): Sent {
  if (status === 202) return { status: 'accepted', amendToken: textIn(body, 'amendToken') };
  if (!isErrorBody(body)) return { status: 'unreachable' };
  const { code, fields = {}, retryAfterSeconds } = body;
  return { status: 'refused', code, fields, retryAfterSeconds };
}

/** The hash of the text in force, after the one that was shown has been replaced; null if unknown. */
export async function currentTextHash(locale: string, query: string): Promise<string | null> {
  try {
    const answer = await fetch(`/api/v1/petition${query}`, { cache: 'no-store' });
    const body: unknown = await answer.json();
    return isObject(body) ? textIn(body['textHash'], locale) : null;
  } catch {
    return null;
  }
}

const REQUIRED = ['name', 'email', 'country'] as const;

/** Faults that need no server to see. */
export function emptyFields(values: Record<string, FormDataEntryValue>): Record<string, FieldCode> {
  const empty = REQUIRED.filter((name) => !textIn(values, name)?.trim());
  return Object.fromEntries(empty.map((name) => [name, 'required'] as const));
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

// The whole schema would bring Zod to every phone; page and server are of one build.
const isErrorBody = (body: unknown): body is ErrorBody => textIn(body, 'code') !== null;

function textIn(body: unknown, key: string): string | null {
  const value = isObject(body) ? body[key] : null;
  return typeof value === 'string' ? value : null;
}
