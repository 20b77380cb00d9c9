import { defineConfig } from 'vitest/config';
import { catalogues } from '../../tooling/catalogues.ts';

export default defineConfig({
  plugins: [catalogues()],
});
