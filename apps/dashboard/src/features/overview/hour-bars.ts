/** Net change of one minute. */
export interface Minute {
  at: string;
  net: number;
}

interface Bar {
  key: string;
  x: number;
  y: number;
  width: number;
  height: number;
  /** The total fell in this minute: drawn downwards. */
  fall: boolean;
}

/** Share of a minute's width that stays empty. */
const GAP = 0.3;
/** Below this many signatures a minute the scale stays, so that one signature is no tower. */
const LEAST_SCALE = 5;

/** Bars on one scale, rises above the baseline and falls below it; unchanged minutes have none. */
export function barsOf(
  minutes: readonly Minute[],
  { width, height }: { width: number; height: number },
): { bars: Bar[]; baseline: number } {
  const top = Math.max(LEAST_SCALE, ...minutes.map(({ net }) => net));
  const bottom = Math.min(0, ...minutes.map(({ net }) => net));
  const unit = (height - 2) / (top - bottom);
  const baseline = 1 + top * unit;
  const step = width / Math.max(1, minutes.length);
  const bars = minutes.flatMap(({ at, net }, index) => {
    if (net === 0) return [];
    const size = Math.abs(net) * unit;
    const y = net > 0 ? baseline - size : baseline;
    const x = (index + GAP / 2) * step;
    return [{ key: at, x, y, width: step * (1 - GAP), height: size, fall: net < 0 }];
  });
  return { bars, baseline };
}
