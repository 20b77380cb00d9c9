import { z } from 'zod';
import type { Keyring } from '../../platform/keyring.ts';

/** What somebody wrote: what happened, and why they say so. */
export interface Words {
  text: string | null;
  reason: string | null;
}

const wordsSchema = z.object({ text: z.string().nullable(), reason: z.string().nullable() });

/** Null where nobody wrote anything. */
export function sealWords(
  keyring: Pick<Keyring, 'seal'>,
  { text, reason }: Words,
  commandId: string,
): Buffer | null {
  if (text === null && reason === null) return null;
  return keyring.seal(JSON.stringify({ text, reason }), commandId);
}

/** Reverses {@link sealWords}. */
export function openWords(
  keyring: Pick<Keyring, 'open'>,
  sealed: Buffer | null,
  commandId: string,
): Words {
  if (!sealed) return { text: null, reason: null };
  return wordsSchema.parse(JSON.parse(keyring.open(sealed, commandId)));
}

/** What a closing note is sealed for: a row of its own, so that no note is taken for a report. */
export const closingOf = (incidentId: string): string => `${incidentId}/close`;
