import { createHash } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build, type Plugin } from 'vite';
import { precompress } from '../../tooling/precompress.ts';

/** One file of the build, as the worker keeps it: it takes no other bytes for it, whoever answers. */
interface Kept {
  url: string;
  integrity: string;
}

/**
 * Writes `sw.js` once the rest is built: one classic script that holds the list of everything built with the hash
 * of each file's bytes, so that another build is another worker, and a hotspot's page is never kept for ours.
 */
export function fieldWorker({ source }: { source: string }): Plugin {
  let folder = '';
  let base = '';
  return {
    name: 'lantern:field-worker',
    apply: 'build',
    configResolved: (config) => {
      folder = config.build.outDir;
      base = config.base;
    },
    closeBundle: async () => {
      const kept = keptFiles(folder, base);
      await build({
        configFile: false,
        logLevel: 'warn',
        define: {
          __KEPT__: JSON.stringify(kept),
          __VERSION__: JSON.stringify(hash('sha256', JSON.stringify(kept), 'hex').slice(0, 12)),
        },
        build: {
          outDir: folder,
          emptyOutDir: false,
          copyPublicDir: false,
          target: 'es2022',
          rolldownOptions: {
            input: source,
            output: { format: 'iife', entryFileNames: 'sw.js' },
            treeshake: { manualPureFunctions: ['z'] },
          },
        },
      });
      precompress(folder);
    },
  };
}

function keptFiles(folder: string, base: string): Kept[] {
  return globSync('**/*.{html,js,css,woff2,webmanifest}', { cwd: folder })
    .filter((name) => name !== 'sw.js')
    .sort()
    .map((name) => ({
      url: name === 'index.html' ? base.replace(/\/$/u, '') : base + name,
      integrity: `sha384-${hash('sha384', readFileSync(join(folder, name)), 'base64')}`,
    }));
}

const hash = (algorithm: string, content: string | Buffer, encoding: 'hex' | 'base64') =>
  createHash(algorithm).update(content).digest(encoding);
