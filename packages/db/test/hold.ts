/** Starts the embedded server in the given folder, says where, and holds on until it is killed. */
import { startEmbedded } from '../src/embedded.ts';

const [dataDir = '', share] = process.argv.slice(2);
try {
  const { url, shared, stop } = await startEmbedded({
    dataDir,
    log: () => undefined,
    share: share === 'share',
  });
  process.stdout.write(`${JSON.stringify({ url, shared, uid: process.getuid?.() })}\n`);
  process.once('SIGTERM', () => void stop());
  process.stdin.resume();
  process.once('SIGTERM', () => process.stdin.destroy());
} catch (error) {
  process.stdout.write(`${JSON.stringify({ fault: (error as Error).name })}\n`);
}
