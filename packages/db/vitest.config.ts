import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    globalSetup: ['@lantern/db/testing-setup'],
    include: ['src/**/*.test.ts'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
