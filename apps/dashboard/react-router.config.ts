import type { Config } from '@react-router/dev/config';
import { externaliseScripts } from './external-scripts.ts';

export default {
  appDirectory: 'src',
  basename: '/dashboard/',
  ssr: false,
  buildEnd: async ({ viteConfig, reactRouterConfig }) => {
    await externaliseScripts(`${reactRouterConfig.buildDirectory}/client`, viteConfig.base);
  },
} satisfies Config;
