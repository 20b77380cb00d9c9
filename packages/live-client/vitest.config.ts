import { defineConfig } from 'vitest/config';
import { failOnConsole } from '../../tooling/console-noise.ts';

export default defineConfig({
  test: { maxWorkers: 2, testTimeout: 10_000, onConsoleLog: failOnConsole },
});
