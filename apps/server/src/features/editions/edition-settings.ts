import type { EditionSettings } from '@lantern/schemas/edition-settings';
import type { PetitionPhase } from '@lantern/schemas/petition';
import type { LastAct, StoredEdition } from './editions.repo.ts';

interface Known {
  acts: readonly LastAct[];
  /** Addresses of accounts by their ids. */
  emails: ReadonlyMap<string, string>;
  phase: PetitionPhase;
}

/** An edition as the desk shows it: how it is set, and by whom. */
export function settingsOf(edition: StoredEdition, known: Known): EditionSettings {
  const { id, opensAt, closesAt, deliversAt, archivedAt, ...rest } = edition;
  const { collectionPaused, newsPaused, supportersHidden, publishingPaused, ...shown } = rest;
  const last = (act: string, name: string | null) => {
    const found = known.acts.find(
      (one) => one.editionId === id && one.act === act && one.name === name,
    );
    if (!found) return null;
    return { at: found.at.toISOString(), by: known.emails.get(found.actor) ?? found.actor };
  };
  const turned = (name: string, on: boolean) => ({ on, last: last('editions.switch', name) });
  return {
    ...shown,
    opensAt: opensAt.toISOString(),
    closesAt: closesAt.toISOString(),
    deliversAt: deliversAt.toISOString(),
    archivedAt: archivedAt?.toISOString() ?? null,
    phase: known.phase,
    switches: {
      collection: turned('collection', collectionPaused),
      news: turned('news', newsPaused),
      supporters: turned('supporters', supportersHidden),
      publishing: turned('publishing', publishingPaused),
    },
    lastChange: last('editions.change', null),
  };
}
