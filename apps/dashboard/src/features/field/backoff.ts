const FIRST_MS = 2_000;
const LONGEST_MS = 60_000;

/**
 * How long to wait after so many rounds that failed, ms: doubling, and anywhere in the upper half of it, so that a
 * square full of phones does not come back in one instant.
 */
export function backoffMs(failures: number, random: () => number): number {
  const whole = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.max(0, failures - 1));
  return Math.round(whole / 2 + (random() * whole) / 2);
}
