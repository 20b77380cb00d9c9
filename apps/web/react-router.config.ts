import type { Config } from '@react-router/dev/config';

export default {
  appDirectory: 'src',
  ssr: true,
  // Every page is a document of its own (plain links), so nothing is discovered later.
  routeDiscovery: { mode: 'initial' },
} satisfies Config;
