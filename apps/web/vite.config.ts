import { reactRouter } from '@react-router/dev/vite';
import tailwindcss from '@tailwindcss/vite';
import { fileURLToPath } from 'node:url';
import { defineConfig, type Plugin } from 'vite';
import { catalogues } from '../../tooling/catalogues.ts';
import { websocketOnly } from '../../tooling/websocket-only.ts';

/** Browsers load the stand-in for React Router; the server renders with the whole of it. */
const routerStandIn: Plugin = {
  name: 'lantern:router-stand-in',
  enforce: 'pre',
  applyToEnvironment: ({ name }) => name === 'client',
  resolveId: {
    filter: { id: /^react-router$/u },
    handler: () => fileURLToPath(new URL('src/shared/router-stand-in.tsx', import.meta.url)),
  },
};

export default defineConfig({
  plugins: [routerStandIn, catalogues(), websocketOnly(), tailwindcss(), reactRouter()],
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
              test: /node_modules.*\/(?:react|react-dom|scheduler)\//,
            },
            {
              name: 'site',
              test: /(?:packages\/ui\/src|web\/src\/shared)\/(?!.*(?:watch-count|server|map|dayline|city-mark))|form-trouble/,
            },
          ],
        },
      },
    },
  },
  // Workspace packages are bundled in; the server runs without their TypeScript sources.
  ssr: { noExternal: [/^@lantern\//] },
});
