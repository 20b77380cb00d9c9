import type { Outcome } from '@lantern/schemas/action';
import type { IncidentKind } from '@lantern/schemas/field';
import type { Part, Role } from './cast.ts';

const MINUTE_MS = 60_000;

/** What a coordinator does at one moment of the day. */
export type Deed =
  | { do: 'step'; step: 'on-the-way' | 'arrived' }
  | { do: 'outcome'; outcome: Outcome; by?: 'deputy' }
  | { do: 'correction'; outcome: Outcome }
  | { do: 'incident'; incident: IncidentKind; callMe: boolean }
  | { do: 'numbers'; people: number; paper: number }
  | { do: 'safe-home'; pin: 'safe' | 'duress' };

export interface Moment {
  /** Minutes after the action's start, on the day's clock; negative before. */
  at: number;
  deed: Deed;
  /** Minutes after the start at which a phone that had no network sends it; absent: at once. */
  sentAt?: number;
}

/** A city with the hour of its action on its own clock, `HH:MM`. */
export interface PlayedCity extends Role {
  localTime: string;
}

export const DURATION_MINUTES = 60;
/** A delivery is at noon, a vigil in the evening. */
const NOON = '12:00';
const EVENING = '19:00';

export const withHour = (role: Role): PlayedCity => ({
  ...role,
  localTime: role.city.kind === 'delivery' ? NOON : EVENING,
});

const way: Moment = { at: -32, deed: { do: 'step', step: 'on-the-way' } };
const arrived: Moment = { at: -4, deed: { do: 'step', step: 'arrived' } };
const home: Moment = { at: 125, deed: { do: 'safe-home', pin: 'safe' } };
const outcome = (what: Outcome, at = 38): Moment => ({
  at,
  deed: { do: 'outcome', outcome: what },
});
const numbers = (random: () => number): Moment => ({
  at: 52,
  deed: {
    do: 'numbers',
    people: 4 + Math.floor(random() * 60),
    paper: Math.floor(random() * 90),
  },
});

/** Everything a city's coordinator does on the day, in the order it happens. */
export function momentsOf({ city, part }: Role, random: () => number): Moment[] {
  const good: Outcome = city.kind === 'delivery' ? 'handed-in' : 'held';
  const plain = [way, arrived, outcome(good), numbers(random), home];
  // Nobody is punctual to the minute; but nobody is late where lateness is not the part.
  const early = (moments: Moment[]) =>
    moments.map((moment) => ({ ...moment, at: moment.at - Math.floor(random() * 4) }));
  return early(script({ part, good, plain, random }));
}

interface Script {
  part: Part;
  good: Outcome;
  plain: Moment[];
  random: () => number;
}

function script({ part, good, plain, random }: Script): Moment[] {
  switch (part) {
    case 'handed-in':
      return plain;
    case 'refused':
      return [way, arrived, outcome('refused'), numbers(random), home];
    case 'left-at-gate':
      return [way, arrived, outcome('left-at-gate'), numbers(random), home];
    case 'mailed':
      // Sent by post in the morning: no way, no arriving.
      return [outcome('mailed', -90), { ...home, at: -60 }];
    case 'called-off':
      return [outcome('called-off', -45), { ...home, at: -40 }];
    case 'offline':
      // Underground on the way, and no network at the embassy: three things are sent together, later.
      return [
        { ...way, sentAt: 58 },
        { ...arrived, sentAt: 58 },
        { ...outcome(good), sentAt: 58 },
        { ...home, at: 130 },
      ];
    case 'silent':
      // Amber at 10 minutes, red at 25; then word comes.
      return [way, { ...arrived, at: 41 }, outcome(good, 55), home];
    case 'lost':
      // The last word is that they are on the way. Staff look for them.
      return [way];
    case 'stopped':
      return [
        way,
        arrived,
        { at: 12, deed: { do: 'incident', incident: 'arrest', callMe: true } },
        outcome('stopped-by-police', 24),
        { ...home, at: 150 },
      ];
    case 'injured':
      return [
        ...plain.slice(0, 3),
        { at: 45, deed: { do: 'incident', incident: 'injury', callMe: false } },
        home,
      ];
    case 'corrected':
      return [
        way,
        arrived,
        outcome('handed-in', 20),
        { at: 33, deed: { do: 'correction', outcome: 'left-at-gate' } },
        home,
      ];
    case 'duress':
      return [...plain.slice(0, 4), { at: 118, deed: { do: 'safe-home', pin: 'duress' } }];
    case 'disputed':
      return [
        way,
        arrived,
        outcome('handed-in', 30),
        { at: 36, deed: { do: 'outcome', outcome: 'refused', by: 'deputy' } },
        home,
      ];
  }
}

/** First and last moment of a day, with some quiet before and after, ms on the day's clock. */
export function spanOf(starts: readonly number[]): { from: number; to: number } {
  const from = Math.min(...starts) - 110 * MINUTE_MS;
  // Two and a half hours until home, and time for the last alarms.
  return { from, to: Math.max(...starts) + 200 * MINUTE_MS };
}
