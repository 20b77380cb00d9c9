import { setTimeout as sleep } from 'node:timers/promises';

const LOOK_MS = 50;

/** Waits until a server's `/readyz` says that it is; throws when it does not within `limitMs`. */
export async function untilReady(origin: string, limitMs: number): Promise<void> {
  const deadline = performance.now() + limitMs;
  while (performance.now() < deadline) {
    const answer = await fetch(`${origin}/readyz`).catch(() => null);
    if (answer?.ok) return;
    await sleep(LOOK_MS);
  }
  throw new Error(`Lantern was not ready within ${limitMs / 1000} s`);
}
