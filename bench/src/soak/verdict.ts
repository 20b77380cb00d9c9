import { median } from '../median.ts';
import type { Figure, Sample } from './samples.ts';

interface Tolerance {
  /** How much more the last third may hold than the second: the larger of the two. */
  share: number;
  least: number;
  unit: string;
  /** What stands for a third; a connection that was closed lingers at times, so of handles it is what they fall to. */
  of?: typeof median;
}

const TOLERANCES: Record<Figure, Tolerance> = {
  heap: { share: 0.05, least: 2, unit: 'MB' },
  buffers: { share: 0.1, least: 2, unit: 'MB' },
  rss: { share: 0.08, least: 12, unit: 'MB' },
  handles: { share: 0.05, least: 4, unit: '', of: (values) => Math.min(...values) },
  timers: { share: 0.1, least: 5, unit: '' },
  connections: { share: 0, least: 2, unit: '' },
  loopDelay: { share: 1, least: 25, unit: 'ms' },
};

/** What a figure did after the warm-up. */
export interface Trend {
  figure: Figure;
  /** Of the second third: its median, or what its tolerance says. */
  before: number;
  /** Of the last third. */
  after: number;
  /** The most that `after` may be. */
  limit: number;
  unit: string;
  grows: boolean;
}

/**
 * Compares the median of the last third of the samples with that of the second; the first is the warm-up. A leak grows
 * from third to third, while a cache that fills, a pool or a lucky moment of the collector does not.
 */
export function trendsOf(samples: readonly Sample[]): Trend[] {
  const third = Math.floor(samples.length / 3);
  const second = samples.slice(-2 * third, -third);
  const last = samples.slice(-third);
  return figures.map((figure) => {
    const { share, least, unit, of = median } = TOLERANCES[figure];
    const before = of(second.map((sample) => sample[figure]));
    const after = of(last.map((sample) => sample[figure]));
    const limit = before + Math.max(before * share, least);
    return { figure, before, after, limit, unit, grows: !(after <= limit) };
  });
}

// The keys of a record of all figures are all figures.
const figures = Object.keys(TOLERANCES) as Figure[];

const HEAD = [
  'minute',
  'heap MB',
  'buffers MB',
  'RSS MB',
  'handles',
  'timers',
  'connections',
  'loop p99 ms',
];

/** The samples as people read them, one line each. */
export function tableOf(samples: readonly Sample[]): string {
  const lines = samples.map((sample) => [
    sample.minute.toFixed(1),
    sample.heap.toFixed(1),
    sample.buffers.toFixed(1),
    sample.rss.toFixed(0),
    `${sample.handles}`,
    `${sample.timers}`,
    `${sample.connections}`,
    sample.loopDelay.toFixed(1),
  ]);
  return [HEAD, ...lines]
    .map((cells) => cells.map((cell, at) => cell.padStart(HEAD[at]?.length ?? 0)).join('  '))
    .join('\n');
}

/** One line for each figure, and what it says of it. */
export function verdictOf(trends: readonly Trend[]): string {
  return trends
    .map(({ figure, before, after, limit, unit, grows }) => {
      const value = (number: number) => `${number.toFixed(1)} ${unit}`.trimEnd();
      return `${grows ? 'GROWS ' : 'steady'}  ${figure}: ${value(before)} → ${value(after)} (at most ${value(limit)})`;
    })
    .join('\n');
}
