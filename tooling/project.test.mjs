import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { pnpm, ROOT } from './project.mjs';

test('pnpm is the one that package.json pins', () => {
  const { packageManager } = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8'));
  expect(packageManager).toMatch(/^pnpm@\d+\.\d+\.\d+$/u);
  expect(pnpm('install')).toEqual(['npx', '-y', packageManager, 'install']);
});
