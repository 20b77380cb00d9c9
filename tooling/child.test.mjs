import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, expect, test } from 'vitest';

const TOOLING = import.meta.dirname;
/** Says hello, and how it was ended. */
const MODULE = `
  process.on('SIGINT', () => { console.log('interrupted'); process.exit(7); });
  process.once('disconnect', () => { console.log('alone'); process.exit(0); });
  console.log('hello ' + process.argv[2]);
  setInterval(() => {}, 1000);`;

let folder;
let output;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'lantern child '));
  writeFileSync(path.join(folder, 'module.mjs'), MODULE);
  const starter = `import { become } from ${JSON.stringify(path.join(TOOLING, 'child.mjs'))};
    become(${JSON.stringify(path.join(folder, 'module.mjs'))}, ['world']);`;
  writeFileSync(path.join(folder, 'starter.mjs'), starter);
  output = [];
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function begin() {
  const starter = spawn(process.execPath, [path.join(folder, 'starter.mjs')], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const lines = createInterface(starter.stdout);
  lines.on('line', (line) => output.push(line));
  await once(lines, 'line');
  return { starter, ended: Promise.all([once(starter, 'exit'), once(lines, 'close')]) };
}

test('passes a signal on once, and ends with the exit code', async () => {
  const { starter, ended } = await begin();
  starter.kill('SIGINT');
  const [[code]] = await ended;
  expect(code).toBe(7);
  expect(output).toEqual(['hello world', 'interrupted']);
});

test('the program learns that it was left alone', async () => {
  const { starter, ended } = await begin();
  starter.kill('SIGKILL');
  await ended;
  expect(output).toEqual(['hello world', 'alone']);
});

test('a taken port is named, and a free one beside it, before anything begins', async () => {
  const taken = createServer().listen(0, '127.0.0.1');
  await once(taken, 'listening');
  const { port } = taken.address();
  const start = spawn(process.execPath, [path.join(TOOLING, 'start.mjs')], {
    env: { ...process.env, PORT: String(port), HOST: '127.0.0.1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const lines = [];
  createInterface(start.stderr).on('line', (line) => lines.push(line));
  const [code] = await once(start, 'close');
  taken.close();
  expect(code).toBe(1);
  expect(lines.join('\n')).toMatch(
    new RegExp(
      `^Port ${port} is taken by another program. Port \\d+ is free: {2}PORT=\\d+ npm start$`,
      'u',
    ),
  );
});
