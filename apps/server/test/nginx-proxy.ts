import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { freePort } from '@lantern/db/free-port';
import { expect, onTestFinished } from 'vitest';
import { rawHttp } from './raw-http.ts';

/** Undefined where nginx is missing (`apt-get install nginx-light`). */
export const NGINX = ['/usr/sbin/nginx', '/usr/local/sbin/nginx', '/opt/homebrew/bin/nginx'].find(
  (file) => existsSync(file),
);

const DOCS = path.resolve(import.meta.dirname, '../../../docs');
const SAMPLE = path.join(DOCS, 'nginx.conf');
/** The sample's line of a node; there is one for each. */
const NODE = /^ *server 127\.0\.0\.1:4000(?<rules>[^;]*);$/mu;

export interface Proxy {
  port: number;
  /** All that nginx has written so far. */
  logs: () => Promise<string>;
}

/**
 * Runs docs/nginx.conf in front of the nodes on these ports, with the cache that docs/scaling.md adds where that is
 * asked for; it is stopped when the test ends.
 */
export async function startNginx(nodes: readonly number[], { cache = false } = {}): Promise<Proxy> {
  const folder = await mkdtemp(path.join(tmpdir(), 'lantern-nginx-'));
  const port = await freePort();
  const file = path.join(folder, 'nginx.conf');
  await writeFile(
    file,
    await sampleConfig(folder, { proxy: port, plain: await freePort(), nodes, cache }),
  );
  const child = spawn(NGINX ?? '', ['-c', file, '-e', path.join(folder, 'start.log')], {
    stdio: 'inherit',
  });
  onTestFinished(async () => {
    const exited = once(child, 'exit');
    if (child.exitCode === null && child.kill('SIGTERM')) await exited;
    await rm(folder, { recursive: true, force: true });
  });
  await expect.poll(() => rawHttp({ port }).catch(() => null), { timeout: 10_000 }).not.toBeNull();
  const read = (name: string) => readFile(path.join(folder, name), 'utf8').catch(() => '');
  return {
    port,
    logs: async () => (await read('lantern.log')) + (await read('lantern-error.log')),
  };
}

interface SampleOptions {
  proxy: number;
  plain: number;
  nodes: readonly number[];
  cache: boolean;
}

/** The sample as it is in docs, but without TLS, on free loopback ports, writing into `folder`. */
async function sampleConfig(
  folder: string,
  { proxy, plain, nodes, cache }: SampleOptions,
): Promise<string> {
  const plainText = await readFile(SAMPLE, 'utf8');
  const text = cache ? await withCache(plainText, folder) : plainText;
  const rules = NODE.exec(text)?.groups?.['rules'];
  if (rules === undefined) throw new Error('the sample has no line of a node');
  const sample = text
    .replace('listen 443 ssl http2;', `listen 127.0.0.1:${proxy};`)
    .replace('listen 80;', `listen 127.0.0.1:${plain};`)
    .replace(NODE, nodes.map((node) => `server 127.0.0.1:${node}${rules};`).join('\n'))
    .replaceAll(/^\s*ssl_.*$/gmu, '')
    .replaceAll('/var/log/nginx/', `${folder}/`);
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
    (kind) => `${kind}_temp_path ${folder}/${kind};`,
  );
  return `daemon off; master_process off; pid ${folder}/pid; error_log ${folder}/start.log emerg;
    worker_rlimit_nofile 8192; events { worker_connections 4096; } http { ${temporary.join(' ')} ${sample} }`;
}

/** The first line beside the upstream, the others in `location /`, as the document says. */
async function withCache(sample: string, folder: string): Promise<string> {
  const document = await readFile(path.join(DOCS, 'scaling.md'), 'utf8');
  const [place = '', ...rules] = (/```nginx\n(?<rules>.*?)```/su.exec(document)?.[1] ?? '').split(
    '\n',
  );
  return sample
    .replace(
      'upstream lantern {',
      `${place.replace('/var/cache/nginx/', `${folder}/`)}\nupstream lantern {`,
    )
    .replace('location / {', `location / {\n${rules.join('\n')}`);
}
