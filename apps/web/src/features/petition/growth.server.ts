import type { HistoryJson, HistoryResolution } from '@lantern/schemas/public-json';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const BUCKET_MS = { minute: 60_000, hour: HOUR_MS, day: DAY_MS } satisfies Record<
  HistoryResolution,
  number
>;
/** How far back a history tells; a day's tells all, so what came before it is zero. */
const SPAN_MS = { minute: DAY_MS, hour: 60 * DAY_MS, day: 0 } satisfies Record<
  HistoryResolution,
  number
>;

/** One bucket in which the number changed. Instants in milliseconds since 1970. */
interface Step {
  at: number;
  /** When the bucket is over, or has been read. */
  end: number;
  net: number;
  /** The number at `end`. */
  total: number;
}

/** The number over a stretch of time. */
export interface Growth {
  resolution: HistoryResolution;
  from: number;
  to: number;
  before: number;
  total: number;
  /** Oldest first. */
  steps: Step[];
  /** The bucket of the largest change either way, the earliest of equals; null without any. */
  peak: Step | null;
}

/** Adds up a history, and tells from when to when it speaks. */
export function growthOf(history: HistoryJson): Growth {
  const { resolution, before, total } = history;
  const to = Date.parse(history.asOf);
  let sum = before;
  const steps = history.points.map(({ at, net }) => {
    sum += net;
    const start = Date.parse(at);
    return { at: start, end: Math.min(start + BUCKET_MS[resolution], to), net, total: sum };
  });
  const first = steps[0]?.at ?? to;
  // A history from the very beginning starts with the first signature, not with weeks of nothing.
  const from = before === 0 ? first : Math.min(first, to - SPAN_MS[resolution]);
  const peak = steps.reduce<Step | null>(
    (most, step) => (most && Math.abs(most.net) >= Math.abs(step.net) ? most : step),
    null,
  );
  return { resolution, from, to, before, total, steps, peak };
}

/** The drawing is stretched to its place, so these are proportions only. */
export const CANVAS = { width: 1000, line: 200, bars: 60 } as const;

/** Paths of a {@link Growth}, for `CANVAS`. */
interface Drawing {
  /** The number, from left to right. */
  line: string;
  /** What is under the line. */
  area: string;
  /** One bar a bucket, up or down from the zero line at `zero`. */
  bars: string;
  zero: number;
  /** The number at the upper edge. */
  top: number;
}

/** Draws the growth to scale; without a signature the line lies on the ground. */
export function drawGrowth(growth: Growth): Drawing {
  const { from, to, before, steps } = growth;
  const top = Math.max(1, before, ...steps.map(({ total }) => total));
  const x = (at: number) => round(((at - from) / Math.max(1, to - from)) * CANVAS.width);
  const y = (total: number) => round(CANVAS.line * (1 - total / top));
  let previous = before;
  const corners = steps.flatMap(({ at, end, total }) => {
    const start = `${x(at)} ${y(previous)}`;
    previous = total;
    return [start, `${x(end)} ${y(total)}`];
  });
  const line = `M0 ${y(before)}L${[...corners, `${CANVAS.width} ${y(previous)}`].join('L')}`;
  const area = `${line}V${CANVAS.line}H0Z`;
  return { line, area, top, ...drawBars(steps, x) };
}

/** Narrower bars would fade: a minute of a day is half a pixel. */
const LEAST_BAR = 2;
/** Wider bars would be a wall: on the first day there is but one. */
const WIDEST_BAR = 60;

function drawBars(steps: readonly Step[], x: (at: number) => number) {
  const most = Math.max(0, ...steps.map(({ net }) => net));
  const least = Math.min(0, ...steps.map(({ net }) => net));
  const height = CANVAS.bars / Math.max(1, most - least);
  const zero = round(most * height);
  const bars = steps.map(({ at, end, net }) => {
    const room = round((x(end) - x(at)) * 0.85);
    const width = Math.min(Math.max(LEAST_BAR, room), WIDEST_BAR);
    // A bar narrower than its room stands in the middle of it, where the line rises.
    const left = Math.min(x(at) + Math.max(0, room - width) / 2, CANVAS.width - width);
    return `M${round(left)} ${zero}v${round(-net * height)}h${width}V${zero}z`;
  });
  return { bars: bars.join(''), zero };
}

const round = (value: number): number => Math.round(value * 10) / 10;
