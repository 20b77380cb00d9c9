/** Net change of one minute, hour or day. */
export interface Bucket {
  at: string;
  net: number;
}

interface Bar {
  key: string;
  x: number;
  y: number;
  width: number;
  height: number;
  /** The total fell in it: drawn downwards. */
  fall: boolean;
}

/** Share of a bucket's width that stays empty. */
const GAP = 0.3;
/** Below this many signatures the scale stays, so that one signature is no tower. */
const LEAST_SCALE = 5;

/** Bars on one scale, rises above the baseline and falls below it; unchanged buckets have none. */
export function barsOf(
  buckets: readonly Bucket[],
  { width, height }: { width: number; height: number },
): { bars: Bar[]; baseline: number } {
  const top = Math.max(LEAST_SCALE, ...buckets.map(({ net }) => net));
  const bottom = Math.min(0, ...buckets.map(({ net }) => net));
  const unit = (height - 2) / (top - bottom);
  const baseline = 1 + top * unit;
  const step = width / Math.max(1, buckets.length);
  const bars = buckets.flatMap(({ at, net }, index) => {
    if (net === 0) return [];
    const size = Math.abs(net) * unit;
    const y = net > 0 ? baseline - size : baseline;
    const x = (index + GAP / 2) * step;
    return [{ key: at, x, y, width: step * (1 - GAP), height: size, fall: net < 0 }];
  });
  return { bars, baseline };
}

const HOUR_MS = 3_600_000;

/** How many buckets of each resolution are drawn, at least and at most, and how long one is. */
export const SPANS = {
  hour: { least: 24, count: 7 * 24, ms: HOUR_MS },
  day: { least: 14, count: 90, ms: 24 * HOUR_MS },
} as const;

/**
 * The last buckets up to `asOf` (ISO), oldest first, those without a change as zero; beyond the least
 * none before the first change of all. Buckets are UTC's.
 */
export function everyBucket(
  points: readonly Bucket[],
  { resolution, asOf }: { resolution: keyof typeof SPANS; asOf: string },
): Bucket[] {
  const { least, count, ms } = SPANS[resolution];
  const netAt = new Map(points.map(({ at, net }) => [Date.parse(at), net]));
  const last = Math.floor(Date.parse(asOf) / ms) * ms;
  const latest = last - (least - 1) * ms;
  const first = Math.max(last - (count - 1) * ms, Math.min(latest, ...netAt.keys()));
  const length = Math.round((last - first) / ms) + 1;
  return Array.from({ length }, (_, index) => {
    const at = first + index * ms;
    return { at: new Date(at).toISOString(), net: netAt.get(at) ?? 0 };
  });
}
