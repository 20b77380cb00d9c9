import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { isStamped, sourceFiles, unlessStamped } from './stamp.mjs';

let folder;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'lantern stamp '));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('work is done once per hash, and again after one that failed', async () => {
  const file = path.join(folder, 'stamp');
  let done = 0;
  const work = () => Promise.resolve((done += 1));
  await unlessStamped({ file, hash: 'a', work });
  await unlessStamped({ file, hash: 'a', work });
  expect(done).toBe(1);
  const failing = () => Promise.reject(new Error('disk full'));
  await expect(unlessStamped({ file, hash: 'b', work: failing })).rejects.toThrow('disk full');
  expect(isStamped(file, 'a')).toBe(false);
  await unlessStamped({ file, hash: 'b', work });
  expect(done).toBe(2);
});

test('a stamp that cannot be read is none', () => {
  expect(isStamped(path.join(folder, 'missing'), '')).toBe(false);
  writeFileSync(path.join(folder, 'other'), 'x');
  expect(isStamped(path.join(folder, 'other'), 'y')).toBe(false);
});

test('builds depend on sources, not on tests or on what builds make', () => {
  const files = sourceFiles();
  expect(files).toContain('package.json');
  expect(files).toContain(path.join('apps', 'server', 'src', 'main.ts'));
  expect(files).toContain(path.join('packages', 'db', 'prisma', 'schema', 'base.prisma'));
  expect(
    files.filter((file) => /node_modules|\.test\.|generated|[\\/]dist[\\/]/u.test(file)),
  ).toEqual([]);
});
