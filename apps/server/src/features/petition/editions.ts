import { AsyncLocalStorage } from 'node:async_hooks';
import type { Locale } from '@lantern/schemas/locale';
import { DomainError } from '../../platform/domain-error.ts';
import { createFreshValue } from '../../platform/fresh-value.ts';
import type { Edition, PublishedText } from './edition.ts';

/** How old a node's knowledge of editions and texts may be, in milliseconds. */
const MAX_AGE_MS = 1_000;

/** Looks editions up; what other features are handed. */
export interface Editions {
  /** Throws `edition-unknown` while staff have chosen none. */
  currentEdition: () => Promise<Edition>;
  /** Throws `edition-unknown`. */
  editionBySlug: (slug: string) => Promise<Edition>;
  /** By slug, or the current one. */
  editionFor: (slug: string | undefined) => Promise<Edition>;
  /** The current one if it is known for the moment, without waiting. */
  currentAtHand: () => Edition | undefined;
  /** All of them, in the order of their days. */
  allEditions: () => Promise<readonly Edition[]>;
  /** By id, or null; for what is stored with an edition's id. */
  editionById: (id: string) => Promise<Edition | null>;
  /** The text in force in a language, or null: then no signature is taken in it. */
  currentText: (editionId: string, locale: Locale) => Promise<PublishedText | null>;
  /**
   * The text in force if its hash is `hash`, else null (`text-changed`). Looks again before it says no,
   * so that a node that has not heard of an approval yet does not refuse what another node showed.
   */
  textInForce: (editionId: string, locale: Locale, hash: string) => Promise<PublishedText | null>;
  /**
   * Runs `work` with one and the same knowledge of editions from beginning to end: a page that asks several
   * times while staff make another edition current must not show a part of each.
   */
  together: <T>(work: () => Promise<T>) => Promise<T>;
  /** Whether an edition of this kind may be named by anyone here. */
  isShown: (kind: Edition['kind']) => boolean;
  /** Forgets what is cached; after an approval, so that this node shows it at once. */
  refresh: () => Promise<void>;
}

export interface EditionsDeps {
  readEditions: () => Promise<Edition[]>;
  /** Whether rehearsals may be named by anyone (local mode). */
  showRehearsals: boolean;
}

/** Cached for at most a second per node; the last known list is kept while the database is away. */
export function createEditions({ readEditions, showRehearsals }: EditionsDeps): Editions {
  const all = createFreshValue({ read: readEditions, maxAgeMs: MAX_AGE_MS });

  const shared = new AsyncLocalStorage<readonly Edition[]>();
  const list = async () => shared.getStore() ?? (await all.get());
  const find = async (matches: (edition: Edition) => boolean): Promise<Edition> => {
    const edition = (await list()).find(matches);
    if (!edition) throw new DomainError('edition-unknown');
    return edition;
  };
  const isShown = (kind: Edition['kind']) => kind === 'real' || showRehearsals;
  const editionById = async (id: string) => (await list()).find((e) => e.id === id) ?? null;
  const currentEdition = () => find((edition) => edition.isCurrent);
  const editionBySlug = (slug: string) => find((e) => e.slug === slug && isShown(e.kind));
  const currentText = async (editionId: string, locale: Locale) =>
    (await editionById(editionId))?.texts[locale] ?? null;
  const withHash = async (editionId: string, locale: Locale, hash: string) => {
    const text = await currentText(editionId, locale);
    return text?.hash === hash ? text : null;
  };
  return {
    currentEdition,
    editionBySlug,
    editionFor: (slug) => (slug === undefined ? currentEdition() : editionBySlug(slug)),
    currentAtHand: () => (shared.getStore() ?? all.young())?.find((edition) => edition.isCurrent),
    allEditions: list,
    editionById,
    currentText,
    textInForce: async (editionId, locale, hash) => {
      const known = await withHash(editionId, locale, hash);
      if (known) return known;
      return shared.run(await all.refresh(), () => withHash(editionId, locale, hash));
    },
    together: async (work) => shared.run(await all.get(), work),
    isShown,
    refresh: async () => {
      await all.refresh();
    },
  };
}
