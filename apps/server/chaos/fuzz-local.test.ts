import { syncReplySchema } from '@lantern/schemas/live';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { listenAt } from '../test/live-nodes.ts';
import { requestsToRoute } from './fuzz/route-requests.ts';
import { converse } from './fuzz/socket-client.ts';
import { conversations, handshakes } from './fuzz/socket-frames.ts';
import { CALLERS, openFuzzStage, type FuzzStage } from './fuzz/stage.ts';
import { judge, tellsNothing } from './fuzz/verdict.ts';
import { atScale } from './scale.ts';

const INPUTS = atScale({ short: 25, full: 2_000 });
const SEED = inject('chaosSeed');
const AT_ONCE = 10;

let stage: FuzzStage;
beforeAll(async () => {
  stage = await openFuzzStage('local');
});
afterAll(() => stage.close());

const RIGHT = 'EIO=4&transport=websocket';
/** What a client of ours is ever sent: Engine.IO's own packets, and the events of the map. */
const TOLD =
  /^(?:0\{|1$|3|6$|40\{|44(?:\/[^,]*,)?\{|41$|42\["(?:snapshot|tick|event|closing)",|43\d+\[)/u;

test(`sockets, seed ${SEED}`, async () => {
  const { port } = stage.server;
  const conversation = fc.record({
    caller: fc.constantFrom(...CALLERS),
    handshake: fc.oneof({ weight: 4, arbitrary: fc.constant(RIGHT) }, handshakes),
    frames: conversations,
  });
  const several = fc.array(conversation, { minLength: AT_ONCE, maxLength: AT_ONCE });
  const honest = listenAt(stage.server.origin);
  const property = fc.asyncProperty(several, async (all) => {
    await Promise.all(
      all.map(async ({ caller, handshake, frames }) => {
        const headers = { origin: stage.publicOrigin, cookie: stage.cookieOf(caller) };
        const heard = await converse({ port, handshake, headers }, frames);
        for (const told of heard) {
          expect(told).toMatch(TOLD);
          tellsNothing(JSON.stringify(frames), told);
          const answer = /^43\d+(\[.*)/u.exec(told)?.[1];
          if (answer) syncReplySchema.parse(JSON.parse(answer)[0]);
        }
      }),
    );
    expect(stage.watch.surprises()).toEqual([]);
  });
  await fc.assert(property, {
    numRuns: Math.ceil(INPUTS / AT_ONCE),
    seed: SEED,
    includeErrorInReport: true,
  });
  // Whoever was there all the time has heard every tick since, and no end.
  const heard = honest.heard.tick.length;
  await honest.until(({ tick }) => tick.length > heard, 12_000);
  expect(honest.socket.connected).toBe(true);
  honest.close();
});

test(`addresses of local mode, seed ${SEED}`, async () => {
  const routes = stage.routes.filter(({ url }) => url.startsWith('/dev/'));
  expect(routes.length).toBeGreaterThan(3);
  for (const route of routes) {
    const property = fc.asyncProperty(requestsToRoute(route), async (request) => {
      judge(stage, request, await stage.send(request));
    });
    await fc.assert(property, { numRuns: INPUTS, seed: SEED, includeErrorInReport: true });
  }
});
