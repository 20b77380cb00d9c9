/** Builds the app of the current folder again whenever its sources, or a package's, change. */
import { spawn } from 'node:child_process';
import { watch } from 'node:fs';
import path from 'node:path';
import { ROOT, STEP_ENV } from './project.mjs';

const QUIET_MS = 150;

let building = null;
let again = false;
let timer = null;

function build() {
  if (building) {
    again = true;
    return;
  }
  // The package's own script: the dashboard's builds the phone app as well.
  building = spawn('npm', ['run', 'build', '--silent'], {
    env: STEP_ENV,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  building.once('close', () => {
    building = null;
    if (!again) return;
    again = false;
    build();
  });
}

// Editors write in bursts.
const changed = () => {
  clearTimeout(timer);
  timer = setTimeout(build, QUIET_MS);
};
const folders = ['ui', 'live-client', 'schemas'].map((name) =>
  path.join(ROOT, 'packages', name, 'src'),
);
const watchers = [path.join(process.cwd(), 'src'), ...folders].map((folder) =>
  watch(folder, { recursive: true }, changed),
);
process.once('SIGTERM', () => {
  clearTimeout(timer);
  for (const watcher of watchers) watcher.close();
  building?.kill();
});
