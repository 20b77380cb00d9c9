import { createLiveStore, type LiveStore } from '@lantern/live-client/live-store';
import { openSocket } from '@lantern/live-client/socket';
import { expect, onTestFinished, test } from 'vitest';
import { killableServer } from './killable-server.ts';
import { atScale } from './scale.ts';

const CROWD = atScale({ short: 100, full: 500 });
const FULL = atScale({ short: false, full: true });
const COME_MS = 30_000;
/** A node says so for a crowd of less than a thousand; each waits up to twice as long. */
const TOLD_MS = 500;
/** What this process needs to start so many attempts, on a busy machine. */
const UNREST_MS = 1_500;
/** Of a crowd's tries this share at most within a fifth of their time; all of them if nobody spread them. */
const BUSIEST = atScale({ short: 0.8, full: 0.5 });
/** Two nodes' worth of failures: the longest backoff until the new server is there, and connecting. */
const BACK_MS = 45_000;

/** A page that is open somewhere, and when it tried to connect. */
interface Page {
  store: LiveStore;
  tries: number[];
}

test(`${CROWD} pages come back spread out after a restart`, async ({ annotate }) => {
  const stage = await killableServer({ mailsPerSecond: 14 });
  const server = await stage.start();
  const pages = Array.from({ length: CROWD }, () => openPage(server.origin));
  const connected = () =>
    pages.filter(({ store }) => store.getState().transport === 'socket').length;
  await expect.poll(connected, { timeout: COME_MS, interval: 100 }).toBe(CROWD);
  for (const { tries } of pages) tries.length = 0;
  const begun = performance.now();
  server.signal('SIGTERM');
  expect(await server.exited).toBe(0);
  const first = () => pages.flatMap(({ tries }) => tries.slice(0, 1)).map((at) => at - begun);
  await expect.poll(() => first().length, { timeout: COME_MS, interval: 50 }).toBe(CROWD);
  const times = first().toSorted((a, b) => a - b);
  const at = (share: number) => Math.round(times[Math.floor((CROWD - 1) * share)] ?? 0);
  expect(at(0)).toBeGreaterThanOrEqual(TOLD_MS);
  expect(at(1)).toBeLessThan(2 * TOLD_MS + UNREST_MS);
  expect(busiest(times, TOLD_MS / 5)).toBeLessThan(CROWD * BUSIEST);
  await annotate(
    `first tries ${at(0)}, ${at(0.1)}, ${at(0.5)}, ${at(0.9)}, ${at(1)} ms after the signal ` +
      `(least, 10 %, half, 90 %, last); at most ${busiest(times, 100)} in 100 ms`,
  );

  if (!FULL) return;
  const again = await stage.start({ port: server.port });
  await expect.poll(connected, { timeout: BACK_MS, interval: 100 }).toBe(CROWD);
  await annotate(`all back ${Math.round(performance.now() - begun)} ms after the signal`);
  again.signal('SIGTERM');
  expect(await again.exited).toBe(0);
});

/** The shared client as browsers run it; only the moments of its tries are noted. */
function openPage(origin: string): Page {
  const tries: number[] = [];
  const store = createLiveStore({
    origin,
    openSocket: (address) => {
      tries.push(performance.now());
      return openSocket(address);
    },
  });
  onTestFinished(store.subscribe(() => undefined));
  return { store, tries };
}

/** Most tries within any span of so many ms. */
function busiest(times: readonly number[], spanMs: number): number {
  return Math.max(
    ...times.map((from) => times.filter((at) => at >= from && at < from + spanMs).length),
  );
}
