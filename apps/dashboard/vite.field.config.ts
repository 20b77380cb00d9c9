import tailwindcss from '@tailwindcss/vite';
import { defineConfig } from 'vite';
import { catalogues } from '../../tooling/catalogues.ts';
import { fieldWorker } from './field-worker.ts';

/**
 * The coordinator's phone app, a build of its own beside the dashboard's: a third of its weight, and a list of
 * files that a service worker can hold whole. React's development half and every route of the desk stay out.
 */
export default defineConfig({
  root: `${import.meta.dirname}/field`,
  base: '/dashboard/field/',
  plugins: [
    catalogues(),
    tailwindcss(),
    fieldWorker({ source: `${import.meta.dirname}/src/app/field/worker.ts` }),
  ],
  build: {
    outDir: `${import.meta.dirname}/build/field`,
    emptyOutDir: true,
    target: 'es2022',
    assetsInlineLimit: 0,
    // As for the dashboard: schemas that no page reads go, and Zod with them.
    rolldownOptions: { treeshake: { manualPureFunctions: ['z'] } },
  },
});
