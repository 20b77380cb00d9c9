import { HEARTBEAT_MS, type LiveEvent } from '@lantern/schemas/live';
import { browserClock } from '@lantern/live-client/environment';
import { createLiveStore } from '@lantern/live-client/live-store';
import { openSocket } from '@lantern/live-client/socket';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openLink, type CuttableLink } from '../../../test/cuttable-link.ts';
import {
  count,
  openStage,
  startNode,
  tellPublic,
  type LiveNode,
  type Stage,
} from '../../../test/live-nodes.ts';

/** The minute is part of what is promised; nothing here waits for anything but its end. */
const MINUTE_MS = 60_000;
const CATCH_UP_MS = 30_000;

let stage: Stage;
let nodes: LiveNode[];
let links: CuttableLink[];

beforeAll(async () => {
  stage = await openStage();
  nodes = await Promise.all([startNode(stage), startNode(stage)]);
  links = await Promise.all(nodes.map(({ port }) => openLink(port)));
});
afterAll(async () => {
  await Promise.all(links.map((link) => link.close()));
  await Promise.all(nodes.map((node) => node.stop()));
  await stage.close();
});

/** Runs `act` again and again, at random gaps up to `mostMs`, until told to end. */
function keepDoing(act: () => unknown, mostMs: number) {
  let ended = false;
  const running = (async () => {
    while (!ended) {
      await act();
      await new Promise((resolve) =>
        browserClock.after(Math.random() * mostMs, () => resolve(null)),
      );
    }
  })();
  return () => {
    ended = true;
    return running;
  };
}

/** A page that connects to either node, and all it ever showed. */
function openPage() {
  const shown = { events: [] as LiveEvent[], versions: [] as number[], connections: 0, tries: 0 };
  const store = createLiveStore({
    openSocket: (address) => {
      shown.tries += 1;
      const link = links[Math.floor(Math.random() * links.length)];
      return openSocket({ ...address, origin: `http://127.0.0.1:${link?.port}` });
    },
    fetchJson: () => Promise.reject(new Error('not here')),
  });
  let before = store.getState();
  const leave = store.subscribe(() => {
    const state = store.getState();
    if (state.version !== before.version) shown.versions.push(state.version);
    if (state.transport === 'socket' && before.transport !== 'socket') shown.connections += 1;
    const last = shown.events.at(-1)?.seq ?? 0;
    if (state.events !== before.events)
      shown.events.push(...state.events.filter(({ seq }) => seq > last));
    before = state;
  });
  return { store, shown, leave };
}

test(
  'a client that drops at random for a minute and moves between two nodes ends whole',
  { timeout: MINUTE_MS + CATCH_UP_MS + HEARTBEAT_MS },
  async () => {
    const page = openPage();
    const first = await tellPublic(stage, 1);
    await untilShown(page, () => page.store.getState().transport === 'socket');
    const from = page.store.getState().streams.public ?? 0;
    expect(from).toBeLessThanOrEqual(first);
    const writers = [
      keepDoing(() => tellPublic(stage, 1), 200),
      keepDoing(() => tellPublic(stage, 2), 400),
      keepDoing(() => count(stage, 1 + Math.floor(Math.random() * 3)), 300),
    ];
    const saboteur = keepDoing(() => {
      const link = links[Math.floor(Math.random() * links.length)];
      link?.drop();
    }, 3_000);
    const { promise: over, resolve } = Promise.withResolvers<void>();
    browserClock.after(MINUTE_MS, resolve);
    await over;
    await Promise.all([...writers.map((end) => end()), saboteur()]);

    const { rows } = await stage.db.pool.query<{ seq: number; total: number; version: number }>(
      `SELECT seq, total, version FROM stream_heads JOIN tally_heads USING (edition_id)
       WHERE edition_id = $1 AND stream = 'public'`,
      [stage.edition.id],
    );
    const [truth] = rows;
    await untilShown(page, () => {
      const { streams, version } = page.store.getState();
      return streams.public === truth?.seq && version === truth?.version;
    });
    page.leave();

    expect(page.store.getState().total).toBe(truth?.total);
    expect(page.shown.connections).toBeGreaterThan(5);
    const seqs = page.shown.events.map(({ seq }) => seq);
    expect(seqs).toEqual(seqs.map((_, index) => from + 1 + index));
    expect(seqs.at(-1)).toBe(truth?.seq);
    expect(page.shown.versions).toEqual(page.shown.versions.toSorted((a, b) => a - b));
    expect(page.store.getState().generation).toBe(0);
  },
);

/** Resolves when the page shows what is looked for; rejects with its state when that takes too long. */
function untilShown({ store }: ReturnType<typeof openPage>, holds: () => boolean): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const look = () => holds() && resolve();
  const leave = store.subscribe(look);
  const callOff = browserClock.after(CATCH_UP_MS, () =>
    reject(new Error(`not shown: ${JSON.stringify({ ...store.getState(), events: undefined })}`)),
  );
  look();
  return promise.finally(() => {
    callOff();
    leave();
  });
}
