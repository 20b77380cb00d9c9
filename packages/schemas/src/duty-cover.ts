import { REGIONS, type Region } from './region.ts';

const HOUR_MS = 3_600_000;

/** Instants in ms since the epoch. */
export interface Span {
  from: number;
  to: number;
}

/** A shift as far as its cover needs it. */
export interface ShiftSpan extends Span {
  /** Null: the whole world. */
  region: Region | null;
  duress: boolean;
}

/**
 * The fifty hours in which it is the day (`YYYY-MM-DD`) somewhere: from its first midnight, at UTC+14, until its last,
 * at UTC−12.
 */
export function hoursOfDay(date: string): Span {
  const midnight = Date.parse(`${date}T00:00:00Z`);
  return { from: midnight - 14 * HOUR_MS, to: midnight + 36 * HOUR_MS };
}

/** How the day is covered: where nobody is on duty, and where several are. */
export interface Cover {
  holes: Span[];
  overlaps: Span[];
}

/** The cover of each region, and of duress, whose people are the same for all regions. */
export function coverOf(shifts: readonly ShiftSpan[], day: Span): Record<Region | 'duress', Cover> {
  const cover = (matches: (shift: ShiftSpan) => boolean) => coverBy(shifts.filter(matches), day);
  const regions = REGIONS.map((region) => [
    region,
    cover((shift) => shift.region === null || shift.region === region),
  ]);
  return {
    ...(Object.fromEntries(regions) as Record<Region, Cover>),
    duress: cover((shift) => shift.duress && shift.region === null),
  };
}

function coverBy(shifts: readonly Span[], day: Span): Cover {
  const edges = [...new Set([day.from, day.to, ...shifts.flatMap(({ from, to }) => [from, to])])]
    .filter((at) => at >= day.from && at <= day.to)
    .toSorted((one, other) => one - other);
  const pieces = edges.slice(1).map((to, index) => {
    const from = edges[index] ?? day.from;
    return {
      from,
      to,
      count: shifts.filter((shift) => shift.from <= from && shift.to >= to).length,
    };
  });
  return {
    holes: joined(pieces.filter(({ count }) => count === 0)),
    overlaps: joined(pieces.filter(({ count }) => count > 1)),
  };
}

/** Neighbours become one. */
function joined(pieces: readonly Span[]): Span[] {
  const spans: Span[] = [];
  for (const { from, to } of pieces) {
    const last = spans.at(-1);
    if (last?.to === from) last.to = to;
    else spans.push({ from, to });
  }
  return spans;
}
