import { inject } from 'vitest';

declare module 'vitest' {
  export interface ProvidedContext {
    /** `short` runs with every `npm test`, `full` by `npm run chaos`. */
    chaosScale: 'short' | 'full';
    /** What is generated comes of it; `CHAOS_SEED=N` brings a run back. */
    chaosSeed: number;
  }
}

/** A figure of this run's scale; both stand beside the test that uses them. */
export const atScale = <T>(figures: { short: T; full: T }): T => figures[inject('chaosScale')];
