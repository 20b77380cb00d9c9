import { randomUUIDv7 } from 'node:crypto';
import { openDatabase, type Database } from '@lantern/db/database';
import { createTestDatabase, type TestDatabase } from '@lantern/db/testing';
import { DAY_MS } from '@lantern/schemas/retention';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { signedIn } from '../../../test/principal.ts';
import { createKeyring } from '../../platform/keyring.ts';
import { linkToken } from '../../platform/signing-links.ts';
import { calendarOf } from './calendar.ts';
import type { MailToDraw, RsvpDeps } from './rsvp.deps.ts';
import { createRsvpDesk } from './rsvp-desk.ts';
import { createRsvpComposer } from './rsvp-mail.ts';
import { createRsvpService } from './rsvp.service.ts';
import { createRsvpTending } from './rsvp-tending.ts';
import { readAction } from './rsvps.repo.ts';

let scratch: TestDatabase;
let db: Database;
let deps: RsvpDeps;
let editionId = '';
/** What was queued, in its order. */
let mails: { kind: string; recordId: string }[] = [];
let drawn: MailToDraw[] = [];
const erased: string[] = [];
const origin = { networkHash: Buffer.alloc(32, 1) };
const keyring = createKeyring(Buffer.alloc(32, 7));

beforeAll(async () => {
  scratch = await createTestDatabase();
  db = openDatabase({ url: scratch.url, max: 8 });
  const { rows } = await db.pool.query(
    `UPDATE editions SET kind = 'rehearsal', clock_real_at = now(), clock_day_at = now(), clock_rate = 0
     WHERE is_current RETURNING id`,
  );
  editionId = rows[0].id;
  const counted = new Map<string, number>();
  deps = {
    pool: db.pool,
    keyring,
    clock: { now: () => new Date() },
    newId: randomUUIDv7,
    publicOrigin: 'https://lantern.example',
    editionFor: async () => ({ id: editionId }),
    normalEmail: (email) => email.toLowerCase(),
    countCall: async (_tx, { kind, key }) => {
      const id = `${kind}${key.toString('hex')}`;
      counted.set(id, (counted.get(id) ?? 0) + 1);
      return kind === 'rsvp-network' ? 1 : (counted.get(id) ?? 0);
    },
    enqueueMails: async (_tx, queued) => void mails.push(...queued),
    drawMail: async (mail) => {
      drawn.push(mail);
      return { html: '', text: JSON.stringify(mail) };
    },
    recordDeletion: async (_tx, id) => void erased.push(id),
  };
});
afterAll(async () => {
  await db.close();
  await scratch.drop();
});
beforeEach(async () => {
  await db.pool.query('DELETE FROM actions');
  await itIs('2027-09-20T12:00:00Z');
  mails = [];
  drawn = [];
});

/** What time it is on the day; it stands still. */
const itIs = (at: string) =>
  db.pool.query('UPDATE editions SET clock_day_at = $1 WHERE id = $2', [at, editionId]);

interface Plan {
  city?: string;
  day?: string;
  time?: string;
  capacity?: number | null;
}

async function plan({ city = 'seoul', day = '2027-09-24', ...rest }: Plan = {}): Promise<string> {
  const { time = '19:30', capacity = 3 } = rest;
  const id = randomUUIDv7();
  await db.pool.query(
    `INSERT INTO actions (id, edition_id, city_slug, kind, local_date, local_time, starts_at, ends_at, capacity,
       precision, public_since, public_place, public_time, created_at, created_by, updated_at, updated_by)
     SELECT $1, $2, p.slug, 'candlelight-vigil', $4, $5, at, at + interval '1 hour', $6, 'exact',
       '2027-01-01', 'Plaza; one, two', $5, now(), 'x', now(), 'x'
     FROM places p, LATERAL (SELECT ($4 || ' ' || $5)::timestamp AT TIME ZONE p.timezone AS at) AS t
     WHERE p.slug = $3`,
    [id, editionId, city, day, time, capacity],
  );
  return id;
}

const service = () => createRsvpService(deps);
const tend = () => createRsvpTending(deps).tend();

async function ask(actionId: string, email: string, party = 1): Promise<string> {
  const words = { name: 'Ada Example', locale: 'en', website: '' } as const;
  await service().ask({ ...words, actionId, email, party }, origin);
  const { recordId = '' } = mails.at(-1) ?? {};
  return linkToken(keyring, 'rsvp', { id: recordId, generation: 0 });
}

async function join(actionId: string, email: string, party = 1) {
  const token = await ask(actionId, email, party);
  return { token, ...(await service().confirm(token)) };
}

const kinds = () => mails.map(({ kind }) => kind);
const refusal = (code: string) => ({ code });

describe('saying that one comes', () => {
  test('counts only once it is confirmed, and looking at the link changes nothing', async () => {
    const id = await plan();
    const token = await ask(id, 'ada@example.org', 2);
    for (let n = 0; n < 5; n += 1)
      expect(await service().look(token)).toMatchObject({ state: 'pending', party: 2 });
    expect(await service().confirm(token)).toEqual({ state: 'going' });
    expect(await service().confirm(token)).toEqual({ state: 'going' });
    expect(kinds()).toEqual(['rsvp-confirm', 'rsvp-going']);
    await expect(
      service().confirm(
        `${token.slice(0, -9)}${token.at(-9) === 'A' ? 'B' : 'A'}${token.slice(-8)}`,
      ),
    ).rejects.toMatchObject(refusal('token-invalid'));
  });

  test('cannot be changed by somebody who knows the address', async () => {
    const id = await plan();
    const { token } = await join(id, 'ada@example.org');
    await ask(id, 'ADA@example.org', 9);
    expect(kinds().at(-1)).toBe('rsvp-already');
    expect(await service().look(token)).toMatchObject({ state: 'going', party: 1 });
  });

  test('mails a box fifteen times a day, however many actions somebody names', async () => {
    for (let asked = 0; asked < 20; asked += 1) await ask(await plan(), 'flooded@example.org');
    expect(mails).toHaveLength(15);
  });

  test('mails an address five times a day, whoever asks', async () => {
    const id = await plan();
    for (let n = 0; n < 9; n += 1) await ask(id, 'often@example.org');
    expect(kinds()).toHaveLength(5);
  });

  test('gives each place once, however many press at the same moment', async () => {
    const id = await plan({ capacity: 3 });
    const tokens: string[] = [];
    for (let n = 0; n < 6; n += 1) tokens.push(await ask(id, `p${n}@example.org`));
    const states = await Promise.all(tokens.map((token) => service().confirm(token)));
    expect(states.filter(({ state }) => state === 'going')).toHaveLength(3);
    expect(states.filter(({ state }) => state === 'waiting')).toHaveLength(3);
  });

  test('whoever waited longest and fits has the place that becomes free', async () => {
    const id = await plan({ capacity: 3 });
    const going = await join(id, 'a@example.org', 2);
    await join(id, 'b@example.org', 1);
    const large = await join(id, 'c@example.org', 3);
    const small = await join(id, 'd@example.org', 2);
    expect([large.state, small.state]).toEqual(['waiting', 'waiting']);
    mails = [];
    await service().cancel(going.token);
    await service().cancel(going.token);
    expect(kinds()).toEqual(['rsvp-moved-up']);
    expect(await service().look(small.token)).toMatchObject({ state: 'going' });
    expect(await service().look(large.token)).toMatchObject({ state: 'waiting' });
    await db.pool.query('UPDATE actions SET capacity = 6');
    await tend();
    expect(await service().look(large.token)).toMatchObject({ state: 'going' });
  });

  test('can be erased, and then nothing of it is left', async () => {
    const { token } = await join(await plan(), 'a@example.org');
    await service().erase(token);
    await service().erase(token);
    expect(erased).toHaveLength(1);
    expect((await db.pool.query('SELECT FROM rsvps')).rowCount).toBe(0);
    await expect(service().look(token)).rejects.toMatchObject(refusal('token-invalid'));
  });

  test.each([
    ['is not public', `UPDATE actions SET public_since = NULL`, 'not-found'],
    ['will be public', `UPDATE actions SET public_since = '2027-09-21'`, 'not-found'],
    ['is in a hidden city', `UPDATE cities SET hidden_at = now()`, 'not-found'],
    ['keeps no list', `UPDATE actions SET capacity = NULL`, 'conflict'],
    ['is called off', `UPDATE actions SET called_off_at = now()`, 'conflict'],
    ['is over', `UPDATE actions SET ends_at = '2027-09-20T11:59Z'`, 'conflict'],
  ])('is not taken for what %s', async (_why, change, code) => {
    const id = await plan();
    await db.pool.query(change);
    await expect(ask(id, 'a@example.org')).rejects.toMatchObject(refusal(code));
    await db.pool.query('UPDATE cities SET hidden_at = NULL');
  });
});

describe('the reminder', () => {
  test.each([
    // UTC+13, and UTC−7 in summer.
    ['apia', '2027-09-24', '2027-09-23T19:00:00Z'],
    ['los-angeles', '2027-09-24', '2027-09-24T15:00:00Z'],
    // The days on which clocks go forward and back.
    ['berlin', '2027-03-28', '2027-03-28T06:00:00Z'],
    ['berlin', '2027-10-31', '2027-10-31T07:00:00Z'],
  ])('leaves at eight in the morning in %s on %s, once', async (city, day, eight) => {
    await itIs('2027-01-10T00:00:00Z');
    await join(await plan({ city, day }), 'a@example.org');
    mails = [];
    const before = new Date(Date.parse(eight) - 1_000).toISOString();
    await itIs(before);
    await tend();
    expect(kinds()).toEqual([]);
    await itIs(eight);
    // Two nodes, and one that was started again.
    await Promise.all([tend(), tend()]);
    await tend();
    expect(kinds()).toEqual(['rsvp-reminder']);
  });

  test('is not sent to those who wait, nor for what is over or called off', async () => {
    const id = await plan({ capacity: 1 });
    await join(id, 'a@example.org');
    await join(id, 'b@example.org');
    mails = [];
    await itIs('2027-09-24T12:00:00Z');
    await tend();
    expect(kinds()).toEqual([]);
    await itIs('2027-09-24T09:00:00Z');
    await tend();
    expect(kinds()).toEqual(['rsvp-reminder']);
  });
});

describe('a change', () => {
  test('of what is published is told once, and makes calendars take the new entry', async () => {
    const id = await plan();
    await tend();
    await join(id, 'a@example.org');
    mails = [];
    await tend();
    expect(kinds()).toEqual([]);
    // Nothing that anybody may know of.
    await db.pool.query(`UPDATE actions SET neighbourhood = 'CANARY', updated_at = now()`);
    await tend();
    expect(kinds()).toEqual([]);
    await db.pool.query(
      `UPDATE actions SET starts_at = starts_at + interval '1 hour', public_time = '20:30'`,
    );
    await Promise.all([tend(), tend()]);
    expect(kinds()).toEqual(['rsvp-changed']);
    expect((await readAction(db.pool, id))?.revision).toBe(1);
    await db.pool.query('UPDATE actions SET called_off_at = now()');
    await tend();
    expect(kinds()).toEqual(['rsvp-changed', 'rsvp-changed']);
  });
});

describe('a mail', () => {
  test('says what is published, and to a watched mailbox neither the cause nor the place', async () => {
    const id = await plan();
    await db.pool.query(`UPDATE actions SET place_sealed = '\\x00', neighbourhood = 'CANARY'`);
    for (const email of ['a@example.org', 'b@qq.com']) await join(id, email);
    const compose = createRsvpComposer(deps);
    const [open, guarded] = await Promise.all(
      mails
        .filter(({ kind }) => kind === 'rsvp-going')
        .map(({ recordId }) => compose('rsvp-going', recordId)),
    );
    expect(open?.text).toContain('Candlelight vigil, Seoul');
    expect(open?.text).toContain('19:30');
    expect(open?.text).not.toContain('CANARY');
    expect(open?.text).toMatch(/\/en\/rsvp\?edition=2027&token=/u);
    expect(guarded).toMatchObject({ to: 'b@qq.com', rehearsal: true });
    expect(guarded?.text).not.toMatch(/Seoul|vigil|19:30|Plaza/u);
    await db.pool.query('UPDATE actions SET public_since = NULL');
    expect(await compose('rsvp-going', mails.at(-1)?.recordId ?? '')).toBeNull();
  });
});

describe('a calendar entry', () => {
  test('is right in every zone, and no text breaks out of it', async () => {
    const facts = await readAction(db.pool, await plan());
    if (!facts) throw new Error('the action is public');
    const place = { locale: 'ko', publicOrigin: 'https://lantern.example' } as const;
    const lines = calendarOf({ ...facts, place: 'A\r\nATTENDEE:x, y; z' }, place).split('\r\n');
    expect(lines).toContain('DTSTART:20270924T103000Z');
    expect(lines).toContain('LOCATION:A\\nATTENDEE:x\\, y\\; z');
    expect(lines).toContain(`UID:${facts.id}@lantern.example`);
    const long = calendarOf({ ...facts, place: '광장'.repeat(60) }, place);
    expect(long.split('\r\n').every((line) => Buffer.byteLength(line) <= 75)).toBe(true);
    expect(long.replaceAll('\r\n ', '')).toContain('광장'.repeat(60));
    const dayOnly = calendarOf({ ...facts, startsAt: null, endsAt: null }, place);
    expect(dayOnly).toContain('DTSTART;VALUE=DATE:20270924\r\n');
    expect(dayOnly).not.toContain('DTEND');
  });
});

describe('a city’s people', () => {
  test('see how many come, and who on a look that is written down; others see nothing', async () => {
    const id = await plan({ capacity: 2 });
    await join(id, 'a@example.org', 2);
    await join(id, 'b@example.org', 3);
    const desk = createRsvpDesk(deps);
    const input = { city: 'seoul' };
    const admin = signedIn('admin');
    expect(await desk.counts(input, admin)).toMatchObject({
      actions: [{ actionId: id, capacity: 2, going: 2, waiting: 3 }],
    });
    const { people } = await desk.names(input, admin);
    expect(people).toMatchObject([
      { name: 'Ada Example', party: 2, state: 'going' },
      { name: 'Ada Example', party: 3, state: 'waiting' },
    ]);
    expect(JSON.stringify(people)).not.toContain('example.org');
    const { rows } = await db.pool.query(`SELECT details FROM audit_log WHERE act = 'rsvp.names'`);
    expect(rows).toEqual([{ details: { editionId, shown: 2 } }]);
    for (const look of [desk.counts, desk.names])
      await expect(look(input, signedIn('coordinator'))).rejects.toMatchObject(
        refusal('forbidden'),
      );
  });
});

test('what nobody confirmed goes after a week, and everything thirty days after the day', async () => {
  const id = await plan();
  await join(id, 'a@example.org');
  await ask(id, 'b@example.org');
  const { forgetOld } = createRsvpTending(deps);
  const at = (from: string, days: number) =>
    itIs(new Date(Date.parse(from) + days * DAY_MS + 1_000).toISOString());
  expect(await forgetOld()).toBe(0);
  await itIs('2027-09-24T11:30:01Z');
  expect(await forgetOld()).toBe(1);
  await at('2027-09-24T11:30:00Z', 29);
  expect(await forgetOld()).toBe(0);
  await at('2027-09-24T11:30:00Z', 30);
  expect(await forgetOld()).toBe(1);
});
