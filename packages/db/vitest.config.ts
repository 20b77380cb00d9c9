import { defineConfig } from 'vitest/config';
import { failOnConsole } from '../../tooling/console-noise.ts';

export default defineConfig({
  test: {
    onConsoleLog: failOnConsole,
    globalSetup: ['@lantern/db/testing-setup'],
    include: ['src/**/*.test.ts'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
