import {
  feedJsonSchema,
  liveEventSchema,
  snapshotSchema,
  syncReplySchema,
  tickSchema,
} from '@lantern/schemas/live';
import { expect, test } from 'vitest';
import { EPOCH, milestone, snapshotOf, tickOf } from '../test/hand-driven.ts';
import { isFeedJson, isLiveEvent, isSnapshot, isSyncReply, isTick } from './message-guards.ts';

const { stream: _stream, ...published } = milestone(1);
const guarded = [
  { guard: isTick, schema: tickSchema, good: [tickOf(1), tickOf(0)] },
  { guard: isSnapshot, schema: snapshotSchema, good: [snapshotOf(1, 0)] },
  { guard: isLiveEvent, schema: liveEventSchema, good: [milestone(1)] },
  {
    guard: isSyncReply,
    schema: syncReplySchema,
    good: [
      { status: 'events', events: [milestone(1)], seq: 1 },
      { status: 'start-over', epoch: EPOCH, seq: 0 },
      { status: 'refused' },
    ],
  },
  {
    guard: isFeedJson,
    schema: feedJsonSchema,
    good: [{ epoch: EPOCH, seq: 1, events: [published] }],
  },
];

test('guards let in what the schemas let in', () => {
  for (const { guard, schema, good } of guarded)
    for (const message of good)
      expect([guard(message), schema.safeParse(message).success]).toEqual([true, true]);
});

test('guards keep out messages that lack any part the store relies on', () => {
  const parts = ['version', 'asOf', 'epoch', 'seq', 'streams', 'events', 'status'];
  for (const { guard, good } of guarded) {
    for (const odd of [null, undefined, 1, 'text', [], {}]) expect(guard(odd)).toBe(false);
    for (const message of good)
      for (const part of parts.filter((name) => name in message))
        expect([part, guard({ ...message, [part]: null })]).toEqual([part, false]);
  }
});
