import { isErrorCode, type ErrorCode } from '@lantern/schemas/error-codes';
import type { FieldFaults } from './contact-fields.ts';

/** Why a message was not taken; nothing typed is lost. */
export interface Refusal {
  code: ErrorCode | 'offline' | 'unreachable';
  fields: FieldFaults;
  retryAfterSeconds?: number | undefined;
}

const TIMEOUT_MS = 20_000;

/** Sends a message; null once it has arrived. Never throws; the same words twice are one message. */
export async function sendMessage(values: object): Promise<Refusal | null> {
  try {
    const answer = await fetch('/trpc/contact.send', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(values),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    return answer.ok ? null : refusalIn(await answer.json());
  } catch {
    return { code: navigator.onLine ? 'unreachable' : 'offline', fields: {} };
  }
}

/** What is not our error body came from something in between. */
function refusalIn(body: unknown): Refusal {
  const { code, fields, retryAfterSeconds }: Record<string, unknown> = Object(
    Object(Object(body).error).data,
  );
  return {
    code: isErrorCode(code) ? code : 'unreachable',
    fields: Object(fields),
    retryAfterSeconds: typeof retryAfterSeconds === 'number' ? retryAfterSeconds : undefined,
  };
}
