/** `npm run dev`: everything with reload on change, on the embedded database of `.data`. */
import { spawn } from 'node:child_process';
import path from 'node:path';
import { turbo } from './build.mjs';
import { ensureInstalled } from './install.mjs';
import { requirePort } from './port.mjs';
import { installed, NODE, requireNode, ROOT, STEP_ENV } from './project.mjs';
import { main, step } from './steps.mjs';

const SERVER = path.join(ROOT, 'apps', 'server');
const WEB_APPS = ['apps/web', 'apps/dashboard'];

/** Rebuilds on change; the server, on its own, restarts when its bundle or an app's build changes. */
const programs = () => [
  { name: 'server build', cwd: SERVER, command: ['vite', 'build', '--watch', '--logLevel=warn'] },
  ...WEB_APPS.map((folder) => ({
    name: folder,
    cwd: path.join(ROOT, folder),
    command: [NODE, path.join(ROOT, 'tooling', 'rebuild.mjs')],
  })),
  {
    name: 'server',
    cwd: ROOT,
    command: [
      NODE,
      '--enable-source-maps',
      '--watch-preserve-output',
      ...[SERVER, ...WEB_APPS.map((folder) => path.join(ROOT, folder))].map(
        (folder) => `--watch-path=${path.join(folder, folder === SERVER ? 'dist' : 'build')}`,
      ),
      path.join(SERVER, 'dist', 'main.js'),
    ],
  },
];

function launch({ name, cwd, command: [file, ...args] }) {
  const [program, ...rest] = file === 'vite' ? [...installed('vite'), ...args] : [file, ...args];
  const child = spawn(program, rest, {
    cwd,
    env: { ...STEP_ENV, LANTERN_KEEP_OUTPUT: '1' },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  child.once('error', (error) => console.error(`${name}: ${error.message}`));
  return child;
}

requireNode();
await main(async () => {
  await requirePort();
  await ensureInstalled();
  await step('Built', () => turbo('build'));
  const children = programs().map(launch);
  const stop = (signal) => {
    for (const child of children) child.kill(signal);
  };
  process.on('SIGINT', () => stop('SIGTERM'));
  process.on('SIGTERM', () => stop('SIGTERM'));
});
