import { mkdtemp, mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { externaliseScripts } from './external-scripts.ts';

test('no script stays in the page; their order and kinds stay', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'scripts-'));
  await mkdir(path.join(folder, 'assets'));
  await writeFile(
    path.join(folder, 'index.html'),
    '<script>one("<b>")</script><script src="/kept.js"></script><script type="module" async="">two()</script>',
  );
  await externaliseScripts(folder, '/dashboard/');
  const html = await readFile(path.join(folder, 'index.html'), 'utf8');
  expect(html).toMatch(
    /^<script src="\/dashboard\/assets\/boot-\w+\.js"><\/script><script src="\/kept\.js"><\/script><script type="module" src="\/dashboard\/assets\/boot-\w+\.js"><\/script>$/u,
  );
  expect(await readdir(path.join(folder, 'assets'))).toHaveLength(2);
});
