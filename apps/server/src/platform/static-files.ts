import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { CLOSED_POLICY } from './answer-head.ts';
import { pagePolicy, TRUSTED_TYPES } from './page-policy.ts';

/** Names of built assets carry a hash of their content, so they never change. */
const FOREVER = 'public, max-age=31536000, immutable';
const AN_HOUR = 'public, max-age=3600, stale-if-error=86400';

/** A service worker: asked for anew each time, since it decides which version of an app a phone has. */
const WORKER = 'sw.js';

/** It asks nobody but us, and may answer for the app's own address too, which stands above its files' folder. */
function workerHeaders(prefix: string): Record<string, string> {
  return {
    'cache-control': 'no-cache',
    'content-security-policy': `${CLOSED_POLICY}; connect-src 'self'`,
    'service-worker-allowed': prefix.replace(/\/$/u, ''),
  };
}

/** A built browser app on disk. */
export interface ClientBuild {
  /** Folder with `assets/` and whatever else the app serves as files. */
  folder: string;
  /** Where it is mounted: `/` or `/name/`. */
  prefix: '/' | `/${string}/`;
}

/** Serves hashed assets for ever and the other files for an hour, precompressed where the build did. */
export async function registerClientFiles(
  app: FastifyInstance,
  { folder, prefix }: ClientBuild,
): Promise<void> {
  // Single files are sent by an instance without rules: the assets' own rule would keep them for ever.
  if (!app.hasReplyDecorator('sendFile'))
    await app.register(fastifyStatic, { root: folder, serve: false, cacheControl: false });
  const assets = path.join(folder, 'assets');
  if (existsSync(assets))
    await mount(app, { root: assets, prefix: `${prefix}assets/`, rule: FOREVER });
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    if (entry.isDirectory() && entry.name !== 'assets')
      await mount(app, {
        root: path.join(folder, entry.name),
        prefix: `${prefix}${entry.name}/`,
        rule: AN_HOUR,
      });
    if (entry.isFile() && !/\.(?:html|br|gz)$/u.test(entry.name)) {
      const headers = entry.name === WORKER ? workerHeaders(prefix) : { 'cache-control': AN_HOUR };
      app.get(`${prefix}${entry.name}`, (_request, reply) =>
        reply.headers(headers).sendFile(entry.name, folder, { cacheControl: false }),
      );
    }
  }
}

async function mount(
  app: FastifyInstance,
  { root, prefix, rule }: { root: string; prefix: string; rule: string },
): Promise<void> {
  await app.register(fastifyStatic, {
    root,
    prefix,
    preCompressed: true,
    cacheControl: false,
    index: false,
    dotfiles: 'ignore',
    decorateReply: false,
    setHeaders: (reply) => void reply.header('cache-control', rule),
  });
}

/** Serves a single-page app: its files, and for every other address below it its one page. */
export async function registerSinglePageApp(
  app: FastifyInstance,
  build: ClientBuild,
): Promise<void> {
  await registerClientFiles(app, build);
  const html = await readFile(path.join(build.folder, 'index.html'), 'utf8');
  // Mails are looked at in a frame: documents of our own, which may do nothing themselves.
  const policy = `${pagePolicy(html)}; ${TRUSTED_TYPES}`;
  const mounted = build.prefix.replace(/\/$/u, '');
  for (const url of [mounted, `${mounted}/*`]) {
    app.get(url, async (request, reply) => {
      // A file that is not there is missing; the page instead of it would only confuse.
      if (/\.[a-z0-9]+$/iu.test(request.url.split('?', 1)[0] ?? '')) return reply.callNotFound();
      return reply
        .header('content-security-policy', policy)
        .header('cache-control', 'no-cache')
        .type('text/html; charset=utf-8')
        .send(html);
    });
  }
}
