import { randomInt } from 'node:crypto';
import { defineConfig } from 'vitest/config';
import { catalogues } from '../../tooling/catalogues.ts';
import { failOnConsole } from '../../tooling/console-noise.ts';

/** Crashes and faults of real processes: `--mode full` for all of it, else the short form of each. */
export default defineConfig(({ mode }) => ({
  plugins: [catalogues()],
  test: {
    globalSetup: ['@lantern/db/testing-setup'],
    include: ['chaos/**/*.test.ts'],
    // In full one at a time: each wants the machine to itself, and its figures mean nothing beside another.
    // The short forms mostly wait for deadlines to pass, and prove nothing less beside each other.
    maxWorkers: mode === 'full' ? 1 : 2,
    fileParallelism: mode !== 'full',
    provide: {
      chaosScale: mode === 'full' ? ('full' as const) : ('short' as const),
      // What is generated is the same in every short run, new in every full one, and whatever is asked for.
      chaosSeed: Number(process.env['CHAOS_SEED'] ?? (mode === 'full' ? randomInt(2 ** 31) : 1)),
    },
    onConsoleLog: failOnConsole,
    // A bound for what hangs, not a deadline: those of recovery stand in the tests, and a busy machine takes its time.
    testTimeout: mode === 'full' ? 900_000 : 240_000,
    hookTimeout: 60_000,
  },
}));
