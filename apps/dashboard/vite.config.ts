import { reactRouter } from '@react-router/dev/vite';
import tailwindcss from '@tailwindcss/vite';
import { defineConfig } from 'vite';
import { catalogues } from '../../tooling/catalogues.ts';
import { websocketOnly } from '../../tooling/websocket-only.ts';

export default defineConfig({
  base: '/dashboard/',
  plugins: [catalogues(), websocketOnly(), tailwindcss(), reactRouter()],
  build: {
    target: 'es2022',
    assetsInlineLimit: 0,
    // Schemas that no page reads go, and Zod with them: it would try to make code out of text.
    rolldownOptions: { treeshake: { manualPureFunctions: ['z'] } },
  },
});
