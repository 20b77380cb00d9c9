import { frameOrigin } from '@lantern/schemas/partner';

/** Sites as browsers name them, each once and in order; null if one of them may never frame us. */
export function normaliseOrigins(
  typed: readonly string[],
  { local }: { local: boolean },
): string[] | null {
  const origins = typed
    .filter((line) => line.trim() !== '')
    .map((line) => frameOrigin(line, { local }));
  if (origins.some((origin) => origin === null)) return null;
  return [...new Set(origins.filter((origin) => origin !== null))].sort();
}
