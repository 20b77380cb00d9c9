import { randomBytes } from 'node:crypto';
import { chown, mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { isAlive } from './embedded-lock.ts';
import type { Programs } from './embedded-programs.ts';

/** Beside PostgreSQL's own files, so that cluster and password can never come apart. */
export const PASSWORD_FILE = 'lantern-password';
/** The only role of an embedded cluster. */
export const ROLE = 'lantern';

interface InitialiseOptions {
  programs: Programs;
  cluster: string;
  password: string;
  durable: boolean;
}

/**
 * Makes the cluster beside its place and moves it there whole: a process killed on the way leaves a
 * half-made folder under another name, never one that looks ready.
 */
export async function initialise(options: InitialiseOptions): Promise<void> {
  const { programs, cluster, password, durable } = options;
  const parent = path.dirname(cluster);
  await removeHalfMade(parent);
  const draft = `${cluster}.new-${process.pid}-${randomBytes(4).toString('hex')}`;
  const passwordFile = `${draft}.password`;
  await writeSecret(programs, passwordFile, password);
  try {
    await programs.run('initdb', [
      '-D',
      draft,
      '-U',
      ROLE,
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--locale=C',
      '--no-instructions',
      ...(durable ? [] : ['--no-sync']),
    ]);
    await writeSecret(programs, path.join(draft, PASSWORD_FILE), password);
    await moveUnlessThere(draft, cluster);
  } finally {
    await rm(passwordFile, { force: true });
    await rm(draft, { recursive: true, force: true });
  }
}

/** Two first starts at once: the first one's cluster stays. */
async function moveUnlessThere(draft: string, cluster: string): Promise<void> {
  await rename(draft, cluster).catch((error: unknown) => {
    const code = error instanceof Error && 'code' in error ? error.code : null;
    if (code !== 'ENOTEMPTY' && code !== 'EEXIST') throw error;
  });
}

async function writeSecret(programs: Programs, file: string, secret: string): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, secret, { mode: 0o600, flag: 'wx' });
  const { owner } = programs.launcher;
  if (owner) await chown(file, owner.uid, owner.gid);
}

async function removeHalfMade(parent: string): Promise<void> {
  for (const name of await readdir(parent)) {
    const maker = /^cluster\.new-(\d+)-/u.exec(name)?.[1];
    if (maker && !isAlive(Number(maker)))
      await rm(path.join(parent, name), { recursive: true, force: true });
  }
}
