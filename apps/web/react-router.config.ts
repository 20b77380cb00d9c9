import path from 'node:path';
import type { Config } from '@react-router/dev/config';
import { precompress } from '../../tooling/precompress.ts';

export default {
  appDirectory: 'src',
  ssr: true,
  // Every page is a document of its own (plain links), so nothing is discovered later.
  routeDiscovery: { mode: 'initial' },
  buildEnd: ({ reactRouterConfig }) =>
    precompress(path.join(reactRouterConfig.buildDirectory, 'client')),
} satisfies Config;
