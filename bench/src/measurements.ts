import type { Measurement } from './row.ts';
import { reading } from './rows/reading.ts';

/** In the order in which they run and are shown. */
export const MEASUREMENTS: readonly Measurement[] = [reading];
