import { defineConfig } from 'vitest/config';
import { catalogues } from '../../tooling/catalogues.ts';
import { failOnConsole } from '../../tooling/console-noise.ts';

export default defineConfig({
  plugins: [catalogues()],
  test: { onConsoleLog: failOnConsole },
});
