import { defineConfig } from 'vitest/config';
import { catalogues } from '../../tooling/catalogues.ts';
import { failOnConsole } from '../../tooling/console-noise.ts';

export default defineConfig({
  plugins: [catalogues()],
  // The colours of the rooms are read from the style sheet itself.
  test: { onConsoleLog: failOnConsole, css: { include: [/tokens\.css/u] } },
});
