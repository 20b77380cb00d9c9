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
    // The body is ours: the contract's 202, or the one error body.
    return read(answer.status, (await answer.json()) as Partial<AcceptedBody & RefusedBody>);
  } catch {
    return { status: navigator.onLine ? 'unreachable' : 'offline' };
  }
}

function read(status: number, body: Partial<AcceptedBody & RefusedBody>): Sent {
  if (status === 202) return { status: 'accepted', amendToken: body.amendToken ?? null };
  if (!body.code) return { status: 'unreachable' };
  const { code, fields = {}, retryAfterSeconds } = body;
  return { status: 'refused', code, fields, retryAfterSeconds };
}

interface AcceptedBody {
  amendToken: string;
}

interface RefusedBody {
  code: ErrorCode;
  fields: Record<string, FieldCode>;
  retryAfterSeconds: number;
}

/** The hash of the text in force, after the one that was shown has been replaced; null if unknown. */
export async function currentTextHash(locale: string, query: string): Promise<string | null> {
  try {
    const answer = await fetch(`/api/v1/petition${query}`, { cache: 'no-store' });
    // Our own public JSON (contract).
    const { textHash } = (await answer.json()) as { textHash?: Record<string, string> };
    return textHash?.[locale] ?? null;
  } catch {
    return null;
  }
}

const REQUIRED = ['name', 'email', 'country'] as const;

/** Faults that need no server to see. */
export function emptyFields(values: Record<string, unknown>): Record<string, FieldCode> {
  const empty = REQUIRED.filter((name) => !String(values[name] ?? '').trim());
  return Object.fromEntries(empty.map((name) => [name, 'required'] as const));
}
