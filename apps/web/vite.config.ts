import { reactRouter } from '@react-router/dev/vite';
import tailwindcss from '@tailwindcss/vite';
import { defineConfig } from 'vite';
import { catalogues } from '../../tooling/catalogues.ts';
import { websocketOnly } from '../../tooling/websocket-only.ts';

export default defineConfig({
  plugins: [catalogues(), websocketOnly(), tailwindcss(), reactRouter()],
  build: {
    target: 'es2022',
    assetsInlineLimit: 0,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            // Two files that every page needs, instead of twenty that wait for one another.
            {
              name: 'framework',
              test: /node_modules.*\/(?:react|react-dom|react-router|scheduler)\//,
            },
            {
              name: 'site',
              test: /(?:packages\/ui\/src|web\/src\/shared)\/(?!.*(?:watch-count|server))|form-trouble/,
            },
          ],
        },
      },
    },
  },
  // Workspace packages are bundled in; the server runs without their TypeScript sources.
  ssr: { noExternal: [/^@lantern\//] },
});
