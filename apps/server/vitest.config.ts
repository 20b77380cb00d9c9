import { defineConfig } from 'vitest/config';
import { catalogues } from '../../tooling/catalogues.ts';
import { failOnConsole } from '../../tooling/console-noise.ts';

export default defineConfig({
  plugins: [catalogues()],
  test: {
    globalSetup: ['@lantern/db/testing-setup'],
    include: ['src/**/*.test.ts', 'src/**/*.test.tsx', 'test/**/*.test.ts'],
    // Two cores are the smallest machine this runs on, and the database wants one of them.
    maxWorkers: 2,
    onConsoleLog: failOnConsole,
    testTimeout: 20_000,
    hookTimeout: 60_000,
  },
});
