import type { Keyring } from '../../platform/keyring.ts';
import { equalBytes } from '../../platform/keyring.ts';
import { confirmationCode } from '../../platform/signing-links.ts';
import type { CodeCandidate } from './code-tries.repo.ts';

const NOBODY = '00000000-0000-0000-0000-000000000000';

/** The candidate that `code` was derived for; an unknown address costs one derivation as well. */
export function matchingCandidate(
  keyring: Keyring,
  code: string,
  candidates: readonly CodeCandidate[],
): CodeCandidate | null {
  const tried =
    candidates.length > 0 ? candidates : [{ id: NOBODY, generation: 0, codeGeneration: 0 }];
  const typed = Buffer.from(code);
  const matching = tried.filter((candidate) =>
    equalBytes(Buffer.from(confirmationCode(keyring, candidate)), typed),
  );
  return matching.find(({ id }) => id !== NOBODY) ?? null;
}
