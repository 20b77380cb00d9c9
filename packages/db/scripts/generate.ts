/** Generates the Prisma client without the schema engine, a download that many networks refuse. */
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { DB_ROOT, requireFromDb } from '../src/root.ts';

const manifest = requireFromDb.resolve('prisma/package.json');
const prisma = path.join(path.dirname(manifest), 'build', 'index.js');
const { status } = spawnSync(process.execPath, [prisma, 'generate', '--no-hints'], {
  cwd: DB_ROOT,
  stdio: ['ignore', 'inherit', 'inherit'],
  env: {
    ...process.env,
    // `generate` only asks whether the file exists; migrations run in WebAssembly instead.
    PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
    PRISMA_HIDE_UPDATE_MESSAGE: '1',
    CHECKPOINT_DISABLE: '1',
  },
});
process.exitCode = status ?? 1;
