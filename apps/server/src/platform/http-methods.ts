import type { FastifyInstance } from 'fastify';

/** Tells which methods an address would have answered, so that a wrong one is a 405, not a 404. */
export interface KnownMethods {
  /** Upper case; empty for an unknown address. */
  of(path: string): string[];
}

/** Watches routes being registered; call it before any is. */
export function watchMethods(app: FastifyInstance): KnownMethods {
  const routes: { pattern: RegExp; methods: string[] }[] = [];
  app.addHook('onRoute', ({ url, method }) => {
    const methods = Array.isArray(method) ? method : [method];
    routes.push({ pattern: patternOf(url), methods });
  });
  return {
    of: (path) => {
      const known = routes.filter(({ pattern }) => pattern.test(path));
      return [...new Set(known.flatMap(({ methods }) => methods))];
    },
  };
}

function patternOf(url: string): RegExp {
  const source = url
    .split('/')
    .map((part) => {
      if (part === '*') return '.*';
      return part.startsWith(':') ? '[^/]+' : part.replaceAll(/[^\w-]/gu, String.raw`\$&`);
    })
    .join('/');
  return new RegExp(`^${source}$`, 'u');
}
