import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { defineConfig } from 'vite';
import { catalogues } from '../../tooling/catalogues.ts';

const commands = path.join(import.meta.dirname, 'src/commands');
const commandFiles = existsSync(commands)
  ? readdirSync(commands).filter((file) => /^[a-z-]+\.ts$/u.test(file))
  : [];

/** `main`, and each command of the server under its own name. */
const entries = Object.fromEntries([
  ['main', 'src/main.ts'],
  ...commandFiles.map((file) => [path.basename(file, '.ts'), `src/commands/${file}`]),
]);

export default defineConfig({
  plugins: [catalogues()],
  build: {
    ssr: true,
    // A watching build beside a running server (`npm run dev`) must not take its files away first.
    emptyOutDir: process.env['LANTERN_KEEP_OUTPUT'] !== '1',
    target: 'node24',
    sourcemap: true,
    minify: false,
    rolldownOptions: {
      input: entries,
      output: { entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
    },
  },
  // Workspace packages are TypeScript sources and are bundled in, with what only they depend
  // on; npm packages stay where they are.
  ssr: { noExternal: [/^@lantern\//, '@prisma/adapter-pg', '@prisma/driver-adapter-utils'] },
});
