import type { DayClock } from '@lantern/schemas/day-clock';
import type { Locale } from '@lantern/schemas/locale';
import type { PetitionPhase } from '@lantern/schemas/petition';

/** One year's day, as the petition, the counts and signing need it. */
export interface Edition {
  id: string;
  slug: string;
  kind: 'real' | 'rehearsal';
  /** The day itself, `YYYY-MM-DD`. */
  date: string;
  /** IANA zone in which opening, closing and delivery are meant. */
  timezone: string;
  opensAt: Date;
  closesAt: Date;
  deliversAt: Date;
  goal: number;
  isCurrent: boolean;
  /** Staff take no new signatures for a while; what was submitted before goes its way. */
  collectionPaused: boolean;
  /** No news leaves. */
  newsPaused: boolean;
  /** The public list of supporters shows nobody. */
  supportersHidden: boolean;
  /** Nothing of the day is published; what is due waits. */
  publishingPaused: boolean;
  /** Put away: read, never changed again. */
  archivedAt: Date | null;
  /** A rehearsal's own clock; null: the world's. */
  dayClock: DayClock | null;
  /** The text in force per language: the newest approved version; a language without one is absent. */
  texts: Partial<Record<Locale, PublishedText>>;
}

/** An approved version of the petition in one language. */
export interface PublishedText {
  id: string;
  version: number;
  title: string;
  addressee: string;
  /** Paragraphs separated by a blank line; text, never HTML. */
  body: string;
  /** SHA-256, hex (schemas/petition-text). */
  hash: string;
}

/**
 * Where the petition stands at `now`, as a whole or in one language. It opens at `opensAt`, but not
 * before a person has approved a text, and takes no signature from `closesAt` on. Only what would be open
 * can be paused.
 */
export function phaseOf(edition: Edition, now: Date, locale?: Locale): PetitionPhase {
  if (now >= edition.closesAt) return 'closed';
  const approved = locale ? edition.texts[locale] : Object.values(edition.texts)[0];
  if (!approved || now < edition.opensAt) return 'upcoming';
  return edition.collectionPaused ? 'paused' : 'open';
}
