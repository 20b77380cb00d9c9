import type { Transaction } from '@lantern/db/database';
import type { Locale } from '@lantern/schemas/locale';
import type { PetitionPhase } from '@lantern/schemas/petition';
import type { Clock } from '../../platform/clock.ts';
import { phaseOf } from './edition.ts';
import type { Editions } from './editions.ts';
import { lockTexts } from './texts.repo.ts';

/** The petition as signing needs it. */
export interface SigningView {
  /** By slug, or the current one; throws `edition-unknown`. */
  edition(slug?: string): Promise<{ id: string; phase: PetitionPhase }>;
  /** The text in force in a language if its hash is this one; else null. */
  textInForce(editionId: string, locale: Locale, hash: string): Promise<{ id: string } | null>;
  /** Locks texts at their first signature; in the signature's transaction. */
  lockTexts(tx: Transaction, textIds: readonly string[]): Promise<void>;
}

export function createSigningView(editions: Editions, clock: Clock): SigningView {
  return {
    edition: async (slug) => {
      const edition = await editions.editionFor(slug);
      return { id: edition.id, phase: phaseOf(edition, clock.now()) };
    },
    textInForce: (editionId, locale, hash) => editions.textInForce(editionId, locale, hash),
    lockTexts: (tx, textIds) => lockTexts(tx, textIds, clock.now()),
  };
}
