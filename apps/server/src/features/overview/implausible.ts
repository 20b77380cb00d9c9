/** Confirmations under one key in the last day and in the days before it. */
export interface Share {
  key: string;
  day: number;
  before: number;
}

/** A key whose share of the last day is not what the days before let expect. */
export interface Implausible extends Share {
  /** Of all confirmations of the last day, 0 to 1. */
  shareOfDay: number;
  /** Of all before, 0 to 1. */
  shareBefore: number;
}

/** Fewer in a day are too few to be told from chance, or from one bus of people. */
const LEAST_OF_DAY = 100;
/** Without so many before there is nothing to compare with. */
const LEAST_BEFORE = 500;
/** From this share of a day on a key matters to the total. */
const LEAST_SHARE = 0.15;
/** How many times its earlier share it must have. A vigil doubles a country; a flood multiplies it. */
const FACTOR = 4;

/**
 * Keys that a person should look at, the largest first. A country is in the news and grows: that alone is
 * no alarm. Growing fourfold in its share within a day is, whoever did it.
 */
export function implausibleShares(shares: readonly Share[]): Implausible[] {
  const ofDay = shares.reduce((sum, { day }) => sum + day, 0);
  const ofBefore = shares.reduce((sum, { before }) => sum + before, 0);
  if (ofBefore < LEAST_BEFORE) return [];
  return shares
    .map((share) => ({
      ...share,
      shareOfDay: share.day / Math.max(1, ofDay),
      shareBefore: share.before / ofBefore,
    }))
    .filter(
      ({ day, shareOfDay, shareBefore }) =>
        day >= LEAST_OF_DAY && shareOfDay >= LEAST_SHARE && shareOfDay > FACTOR * shareBefore,
    )
    .toSorted((left, right) => right.day - left.day);
}

/** A small mail domain with so many of a day's confirmations that it is worth a look. */
export function isBusyDomain({ domain, ofDay }: { domain: number; ofDay: number }): boolean {
  return domain >= LEAST_OF_DAY && domain >= ofDay * LEAST_SHARE;
}
