import { confirming } from './rows/confirming.ts';
import { day } from './rows/day.ts';
import { live } from './rows/live.ts';
import { page } from './rows/page.ts';
import { reading } from './rows/reading.ts';
import type { Measurement } from './row.ts';
import { scale } from './rows/scale.ts';
import { signing } from './rows/signing.ts';

/** In the order in which they run and are shown. */
export const MEASUREMENTS: readonly Measurement[] = [
  live,
  page,
  signing,
  confirming,
  reading,
  scale,
  day,
];
