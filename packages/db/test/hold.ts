/** Starts the embedded server in the given folder, says where, and holds on until it is ended. */
import { startEmbedded } from '../src/embedded.ts';

const [dataDir = ''] = process.argv.slice(2);
const say = (words: object) => process.stdout.write(`${JSON.stringify(words)}\n`);

try {
  const embedded = await startEmbedded({ dataDir, log: () => undefined });
  process.once('SIGTERM', () => {
    process.stdin.destroy();
    void embedded.stop();
  });
  process.stdin.resume();
  say({ url: embedded.url, uid: process.getuid?.() });
} catch (error) {
  say({ fault: error instanceof Error ? error.name : 'unknown' });
}
