import type { Locale } from '@lantern/schemas/locale';
import type { PetitionTextVersion } from '@lantern/schemas/petition';

/** Where one version stands, as staff should understand it. */
export type TextStanding = 'draft' | 'overtaken' | 'approved' | 'locked' | 'replaced';

/** One language's versions, newest first, and what follows from them. */
export interface LanguageTexts {
  versions: readonly PetitionTextVersion[];
  newest: PetitionTextVersion | undefined;
  /** The version readers see and sign; none: the petition is not open in this language. */
  inForce: PetitionTextVersion | undefined;
}

export function textsIn(locale: Locale, texts: readonly PetitionTextVersion[]): LanguageTexts {
  const versions = texts
    .filter((text) => text.locale === locale)
    .toSorted((a, b) => b.version - a.version);
  return {
    versions,
    newest: versions[0],
    inForce: versions.find(({ state }) => state === 'approved'),
  };
}

/**
 * A draft older than the version in force can no longer be approved, and an approved one no longer
 * signed: both keep their place, since signatures keep the version they saw.
 */
export function standingOf(
  text: PetitionTextVersion,
  inForce: PetitionTextVersion | undefined,
): TextStanding {
  const isPast = inForce !== undefined && text.version < inForce.version;
  if (text.state === 'draft') return isPast ? 'overtaken' : 'draft';
  if (isPast) return 'replaced';
  return text.lockedAt ? 'locked' : 'approved';
}
