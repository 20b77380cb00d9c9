import type { Config } from '@react-router/dev/config';
import { precompress } from '../../tooling/precompress.ts';
import { externaliseScripts } from './external-scripts.ts';

export default {
  appDirectory: 'src',
  basename: '/dashboard/',
  ssr: false,
  buildEnd: async ({ viteConfig, reactRouterConfig }) => {
    const client = `${reactRouterConfig.buildDirectory}/client`;
    await externaliseScripts(client, viteConfig.base);
    precompress(client);
  },
} satisfies Config;
