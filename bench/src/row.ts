import type { Stage } from './stage.ts';

/** One line of the table, and of the JSON file. */
export interface Row {
  /** Stable; what `--only` takes. */
  id: string;
  /** What was measured, and beside what. */
  what: string;
  /** Of `ours` and `peer`, e.g. `/s`, `ms`, `KB`. */
  unit: string;
  ours: number;
  /** Measured in the same run, or a published figure; null where the target is a plain limit. */
  peer: number | null;
  /** `ours` / `peer`; null without a peer. */
  ratio: number | null;
  /** In words: `≥ 0.6 ×`, `≤ 3 × and ≤ 50 ms`. */
  target: string;
  met: boolean;
  /** What else a reader of the table should know: other figures of the same run. */
  note?: string;
}

/** `quick` only shows that everything runs: its figures mean nothing. */
export type Pace = 'quick' | 'normal';

/** Something that is measured in one go, and the rows that come of it. */
export interface Measurement {
  /** Of its rows. */
  ids: readonly string[];
  /** Shown while it runs. */
  title: string;
  /** About how long it takes on two cores. */
  seconds: Record<Pace, number>;
  /** Only with `--full`. */
  long?: boolean;
  measure(stage: Stage): Promise<Row[]>;
}

/** Limits of a row; all that are given must hold. */
interface Target {
  ratioAtLeast?: number;
  ratioAtMost?: number;
  /** In the row's unit. */
  oursAtMost?: number;
}

type Measured = Pick<Row, 'id' | 'what' | 'unit' | 'ours' | 'peer' | 'note'>;

/** Completes a row by its ratio and by whether it met its target. A figure that is no number meets none. */
export function judged(measured: Measured, target: Target): Row {
  const { ours, peer, unit } = measured;
  const ratio = peer === null ? null : ours / peer;
  const { ratioAtLeast, ratioAtMost, oursAtMost } = target;
  const limits = [
    ratioAtLeast !== undefined && {
      words: `≥ ${ratioAtLeast} ×`,
      holds: ratio !== null && ratio >= ratioAtLeast,
    },
    ratioAtMost !== undefined && {
      words: `≤ ${ratioAtMost} ×`,
      holds: ratio !== null && ratio <= ratioAtMost,
    },
    oursAtMost !== undefined && {
      words: `≤ ${oursAtMost} ${unit}`.trim(),
      holds: ours <= oursAtMost,
    },
  ].filter((limit) => limit !== false);
  return {
    ...measured,
    ratio,
    target: limits.map(({ words }) => words).join(' and '),
    met: limits.every(({ holds }) => holds),
  };
}
