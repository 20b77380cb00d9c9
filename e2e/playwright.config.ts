import { globSync } from 'node:fs';
import { defineConfig } from '@playwright/test';
import { CHROMIUM_OPTIONS } from '../tooling/chromium-options.ts';

export default defineConfig({
  testDir: '.',
  timeout: 60_000,
  expect: { timeout: 10_000 },
  workers: 1,
  // A worker is never shared by projects: so each file has a server and a database of its own, whichever
  // files ran before it. How many administrators there are decides who needs whom.
  projects: globSync('*.spec.ts', { cwd: import.meta.dirname })
    .sort()
    .map((testMatch) => ({ name: testMatch.replace('.spec.ts', ''), testMatch })),
  fullyParallel: false,
  forbidOnly: true,
  reporter: process.env['PLAYWRIGHT_JSON_OUTPUT_FILE'] ? [['list'], ['json']] : [['list']],
  outputDir: 'test-results',
  use: {
    browserName: 'chromium',
    trace: 'retain-on-failure',
    launchOptions: CHROMIUM_OPTIONS,
  },
});
