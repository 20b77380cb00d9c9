import { isLocale, type Locale } from './locale.ts';

/** Why a phone is woken: something to look after, a message, a trial. */
export const PUSH_KINDS = ['alarm', 'message', 'test'] as const;
export type PushKind = (typeof PUSH_KINDS)[number];

/**
 * What a push carries, as JSON: no place, no name, no word anybody wrote. The words shown are the worker's own, and as
 * neutral: a lock screen is read by whoever holds the phone. This file stays without Zod for the worker's sake.
 */
export interface PushPayload {
  kind: PushKind;
  locale: Locale;
  /** Page of the dashboard that a tap opens, e.g. `/dashboard/alarms`; never with a place or an id in it. */
  path: string;
  /** A notification takes the place of the one with the same tag. */
  tag: string;
  /** It belongs to an exercise, and must say REHEARSAL. */
  rehearsal: boolean;
}

const PATH = /^\/dashboard(?:\/[a-z-]+)*$/u;

/** Reads what a push event brought; null for what is none of ours, for which nothing false may be shown. */
export function readPushPayload(text: string): PushPayload | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  if (typeof value !== 'object' || value === null) return null;
  const { kind, locale, path, tag, rehearsal } = value as Record<string, unknown>;
  const known = PUSH_KINDS.find((candidate) => candidate === kind);
  if (!known || !isLocale(locale)) return null;
  if (typeof path !== 'string' || !PATH.test(path) || typeof tag !== 'string') return null;
  return { kind: known, locale, path, tag, rehearsal: rehearsal === true };
}
