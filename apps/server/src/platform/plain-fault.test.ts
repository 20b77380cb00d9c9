import { once } from 'node:events';
import { mkdir, mkdtemp, open, readFile, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { plainFault } from './plain-fault.ts';

async function faultOf(work: Promise<unknown>): Promise<string> {
  const error = await work.then(
    () => null,
    (fault: unknown) => fault,
  );
  return plainFault(error);
}

test("the system's refusals of files are told in words, with the path and without a code", async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'lantern plain '));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const file = path.join(folder, 'file');
  await writeFile(file, '');
  const told = [
    [await faultOf(open(file, 'wx')), file, /exists already/u],
    [await faultOf(readFile(path.join(folder, 'none'))), 'none', /is not there/u],
    [await faultOf(mkdir(file, { recursive: true })), file, /a folder is needed/u],
    [await faultOf(readFile(folder)), '', /folder|EISDIR/u],
    [await faultOf(mkdir(path.join(file, 'inside'))), 'inside', /is a file and no folder/u],
  ] as const;
  for (const [message, name, meaning] of told) {
    expect(message).toContain(name);
    expect(message).toMatch(meaning);
  }
  expect(told.map(([message]) => message).join()).not.toMatch(/ENOENT|EEXIST|ENOTDIR/u);
});

test('a database that does not answer is told as such', async () => {
  const socket = connect(9, '127.0.0.1');
  const error = await once(socket, 'error').then(([fault]: unknown[]) => fault);
  expect(plainFault(error)).toMatch(/^the database does not answer/u);
  expect(plainFault(new AggregateError([error]))).toMatch(/^the database does not answer/u);
});

test('what is said by ourselves stays as it is', () => {
  expect(plainFault(new Error('stop Lantern first'))).toBe('stop Lantern first');
  expect(plainFault('odd')).toBe('unknown fault');
});
