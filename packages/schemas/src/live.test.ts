import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { z } from 'zod';
import * as live from './live.ts';

/**
 * Pages of yesterday talk to servers of today. A change here must first expand (new kinds and optional fields,
 * which older pages skip), and only when all have it, contract; what an older page cannot read raises LIVE_PROTOCOL.
 */
const EVENT_MAP = {
  snapshot: live.snapshotSchema,
  tick: live.tickSchema,
  event: live.liveEventSchema,
  closing: live.closingSchema,
  syncRequest: live.syncRequestSchema,
  syncReply: live.syncReplySchema,
};

test('the event map changes only on purpose', () => {
  const shape = Object.entries(EVENT_MAP).map(([name, schema]) => [name, z.toJSONSchema(schema)]);
  const hash = createHash('sha256').update(JSON.stringify(shape)).digest('hex');
  expect({ protocol: live.LIVE_PROTOCOL, hash }).toEqual({
    protocol: 1,
    hash: '5a3b0b6ed4cbb35897ced35b4e508493f2706b25d1ddf75e768bc6e315bd582a',
  });
});
