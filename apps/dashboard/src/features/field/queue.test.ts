import 'fake-indexeddb/auto';
import { fieldReceiptSchema } from '@lantern/schemas/field';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Answer } from '../../shared/api/field-api.ts';
import { newCommandId } from '../../shared/command-id.ts';
import { backoffMs } from './backoff.ts';
import { createQueue, type Queue } from './queue.ts';
import { receiptFor } from './receipt.ts';
import { underLease } from './send-lock.ts';
import { sendRound } from './sender.ts';
import { openStore, STORE_NAME, type Command, type Store } from './store.ts';

const ME = 'ann';
const NOON = Date.UTC(2027, 8, 24, 12);
let now = NOON;
let store: Store;
let queue: Queue;

beforeEach(async () => {
  now = NOON;
  store = await openStore();
  queue = createQueue({ store, now: () => now, changed: () => undefined });
});
afterEach(() => {
  store.close();
  indexedDB.deleteDatabase(STORE_NAME);
});

const base = (city = 'warsaw') => ({
  commandId: newCommandId(),
  edition: '2027',
  city,
  actor: ME,
  deviceAt: new Date(now).toISOString(),
  offsetMs: null,
});
const note = (text: string, city?: string): Command => ({
  ...base(city),
  kind: 'note',
  text,
});
const home = (): Command => ({
  ...base(),
  kind: 'safe-home',
  scope: 'group',
  pin: '1234',
});

const heard = { serverAt: null, deviceAt: 0 };
const receipt = (commandId: string) => ({
  commandId,
  status: 'received',
  seq: 1,
  receivedAt: '2027-09-24T12:00:00.000Z',
  happenedAt: '2027-09-24T12:00:00.000Z',
  bounded: false,
  disputed: false,
});
const fault = (
  code: Extract<Answer, { kind: 'fault' }>['code'],
  fields: string[] = [],
): Answer => ({
  kind: 'fault',
  code,
  fields,
  retryAfterMs: null,
});
const textOf = (command: Command) => ('text' in command ? command.text : command.kind);

/** Sends a round to a server that answers so; undefined: the receipt. */
async function round(answer: (command: Command) => Answer | undefined = () => undefined) {
  const sent: string[] = [];
  const end = await sendRound(ME, {
    queue,
    now: () => now,
    whoIs: async () => ME,
    send: async (command) => {
      sent.push(textOf(command));
      return answer(command) ?? { kind: 'data', data: receipt(command.commandId), heard };
    },
  });
  return { end, sent };
}
const left = async () => (await queue.items()).map(({ command }) => textOf(command));

test('what is refused stays and is told, and holds nothing up', async () => {
  for (const text of ['1', '2', '3', '4', '5']) await queue.add(note(text));
  const { end, sent } = await round((command) =>
    textOf(command) === '3' ? fault('invalid-input') : undefined,
  );
  expect(sent).toEqual(['1', '2', '3', '4', '5']);
  expect(end.halt).toBeNull();
  expect(await queue.items()).toMatchObject([{ refused: 'invalid-input', command: { text: '3' } }]);
  const [item] = await queue.items();
  if (item) await queue.mend(item.commandId, note('mended'));
  expect((await round()).sent).toEqual(['mended']);
  expect(await left()).toEqual([]);
  // Of what was said only the kind and the time are left.
  expect(JSON.stringify(await queue.received())).not.toContain('mended');
});

test('only the receipt for that very item takes it out', async () => {
  await queue.add(note('1'));
  for (const data of [{}, receipt(newCommandId()), null, '<html>'])
    expect((await round(() => ({ kind: 'data', data, heard }))).end.halt).toBe('not-ours');
  expect((await round(() => ({ kind: 'not-ours' }))).end.halt).toBe('not-ours');
  expect(await left()).toEqual(['1']);
  const whole = receipt(newCommandId());
  expect(receiptFor(whole.commandId, whole)).toEqual(fieldReceiptSchema.parse(whole));
  for (const field of Object.keys(whole)) {
    const broken = { ...whole, [field]: undefined };
    const { data = null } = fieldReceiptSchema.safeParse(broken);
    expect(receiptFor(whole.commandId, broken), field).toEqual(data);
  }
});

test('a city’s items leave in order; one held back for undoing holds back only its own', async () => {
  await queue.add(note('held'), { undoable: true });
  await queue.add(note('after'));
  await queue.add(note('elsewhere', 'seoul'));
  expect(await round()).toMatchObject({ sent: ['elsewhere'], end: { nextDueAt: NOON + 10_000 } });
  now += 10_000;
  expect((await round()).sent).toEqual(['held', 'after']);
});

test('an outcome can be undone until it leaves, and a clock that was set back holds nothing for hours', async () => {
  const first = note('undone');
  await queue.add(first, { undoable: true });
  expect(await queue.undo(first.commandId)).toBe(true);
  const second = note('said');
  await queue.add(second, { undoable: true });
  now -= 3_600_000;
  expect((await round()).sent).toEqual(['said']);
  expect(await queue.undo(second.commandId)).toBe(false);
});

test('what is added while another is on its way goes along', async () => {
  await queue.add(note('1'));
  let added = false;
  const sent: string[] = [];
  await sendRound(ME, {
    queue,
    now: () => now,
    whoIs: async () => ME,
    send: async (command) => {
      sent.push(textOf(command));
      if (!added) await queue.add(note('2'));
      added = true;
      return { kind: 'data', data: receipt(command.commandId), heard };
    },
  });
  expect(sent).toEqual(['1', '2']);
});

test('a wrong PIN leaves the phone; too many of them hold up nothing else', async () => {
  await queue.add(home());
  await queue.add(note('after'));
  const tooMany = { ...fault('too-many-requests'), retryAfterMs: 900_000 };
  const waited = await round(({ kind }) => (kind === 'safe-home' ? tooMany : undefined));
  expect(waited).toMatchObject({
    sent: ['safe-home', 'after'],
    end: { halt: 'busy', retryAfterMs: 900_000 },
  });
  await round(() => fault('invalid-input', ['pin']));
  expect(await queue.items()).toMatchObject([{ refused: 'wrong-pin', command: { pin: '' } }]);
});

test('signed out keeps everything; somebody else’s sign-in refuses nothing', async () => {
  await queue.add(note('1'));
  expect((await round(() => fault('not-signed-in'))).end.halt).toBe('signed-out');
  const end = await sendRound(ME, {
    queue,
    now: () => now,
    whoIs: async () => 'somebody else',
    send: async () => fault('forbidden'),
  });
  expect(end.halt).toBe('other-account');
  expect(
    (
      await sendRound('somebody else', {
        queue,
        now: () => now,
        whoIs: async () => null,
        send: async () => fault('internal'),
      })
    ).halt,
  ).toBeNull();
  expect(await queue.items()).toMatchObject([{ refused: null }]);
});

test('an item our server fails on is tried on, and passed over', async () => {
  await queue.add(note('poison'));
  await queue.add(note('2'));
  const fails = (command: Command) =>
    textOf(command) === 'poison' ? fault('internal') : undefined;
  expect((await round(fails)).sent).toEqual(['poison']);
  expect((await round(fails)).sent).toEqual(['poison']);
  expect((await round(fails)).sent).toEqual(['poison', '2']);
  expect((await round()).sent).toEqual(['poison']);
});

test('where there are no locks, a lease lets one send, and a dead holder’s ends', async () => {
  const ran: string[] = [];
  const under = (holder: string, at: number, work = async () => undefined as void) =>
    underLease(store, {
      holder,
      now: () => at,
      work: async () => {
        ran.push(holder);
        await work();
      },
    });
  await under('a', NOON, () => under('b', NOON));
  expect(ran).toEqual(['a']);
  await store.put('kept', { holder: 'dead', until: NOON + 30_000 }, 'lantern-field-send');
  await under('c', NOON + 29_000);
  await under('d', NOON + 31_000);
  expect(ran).toEqual(['a', 'd']);
});

test('the wait doubles up to a minute, spread over its upper half', () => {
  expect([1, 2, 3, 9].map((failures) => backoffMs(failures, () => 1))).toEqual([
    2_000, 4_000, 8_000, 60_000,
  ]);
  expect(backoffMs(1, () => 0)).toBe(1_000);
});
