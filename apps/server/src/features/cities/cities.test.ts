import { randomUUIDv7 } from 'node:crypto';
import { openDatabase, transaction, type Database } from '@lantern/db/database';
import { createTestDatabase, type TestDatabase } from '@lantern/db/testing';
import { PRECISIONS, PUBLISH_FROM } from '@lantern/schemas/action';
import type { AddActionInput } from '@lantern/schemas/city';
import type { Role } from '@lantern/schemas/role';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { signedIn } from '../../../test/principal.ts';
import { createKeyring } from '../../platform/keyring.ts';
import { createCallerFactory } from '../../platform/trpc.ts';
import { createCitiesRouter } from './cities.router.ts';
import { createCitiesService } from './cities.service.ts';
import { createProjectAction, createRepublish } from './projection.ts';

let scratch: TestDatabase;
let db: Database;
let editionId: string;
const keyring = createKeyring(Buffer.alloc(32, 7));
let now = new Date('2026-11-20T12:00:00Z');

beforeEach(async () => {
  scratch = await createTestDatabase();
  db = openDatabase({ url: scratch.url, max: 4 });
  const { rows } = await db.pool.query<{ id: string }>(`SELECT id FROM editions`);
  editionId = rows[0]?.id ?? '';
});
afterEach(async () => {
  await db.close();
  await scratch.drop();
});

function as(role: Role, accountId = `${role}-1`) {
  const service = createCitiesService({
    pool: db.pool,
    keyring,
    clock: { now: () => now },
    newId: randomUUIDv7,
    editionFor: async () => ({
      id: editionId,
      slug: '2027',
      kind: 'real',
      date: '2027-09-24',
      archivedAt: null,
      dayClock: null,
    }),
    emailsOf: async (ids) => new Map(ids.map((id) => [id, `${id}@example.org`])),
  });
  const context = { requestId: 'r', principal: signedIn(role, { accountId }) };
  return createCallerFactory(createCitiesRouter(service))({
    ...context,
    networkHash: Buffer.alloc(0),
  });
}

/** Somebody who answers for a city. */
async function assign(accountId: string, city: string, role = 'coordinator') {
  await db.pool.query(
    `INSERT INTO assignments (id, edition_id, account_id, role, city_slug, created_at, created_by)
     VALUES (gen_random_uuid(), $1, $2, $3, $4, now(), 's')`,
    [editionId, accountId, role, city],
  );
}

const PLACE = 'Canary Gate, 3 Secret Lane';
const planned = (city: string, more: Partial<AddActionInput> = {}): AddActionInput => ({
  commandId: randomUUIDv7(),
  city,
  kind: 'delivery',
  localDate: '2027-09-24',
  localTime: '12:00',
  durationMinutes: 60,
  isMain: false,
  precision: 'exact',
  publish: 'before',
  delayMinutes: 0,
  capacity: null,
  place: PLACE,
  neighbourhood: 'Canary Hill',
  details: null,
  detailsLocale: null,
  ...more,
});
const on = (city: string, actionId: string) => ({ commandId: randomUUIDv7(), city, actionId });

async function actionOf(city: string, id: string) {
  const found = (await as('admin').read({ city })).actions.find((action) => action.id === id);
  if (!found) throw new Error('no such action');
  return found;
}
async function change(city: string, id: string, more: Partial<AddActionInput>) {
  const { updatedAt: seen, ...was } = await actionOf(city, id);
  const asked = { ...planned(city, { ...was, ...more }), commandId: randomUUIDv7() };
  return as('admin').changeAction({ ...asked, actionId: id, seen });
}

const publicActions = async () =>
  (
    await db.pool.query(
      'SELECT place, local_time AS time, called_off AS "calledOff" FROM public_actions',
    )
  ).rows;
const events = async (stream: string): Promise<string[]> =>
  (
    await db.pool.query<{ kind: string }>(
      'SELECT kind FROM events WHERE stream = $1 ORDER BY seq',
      [stream],
    )
  ).rows.map(({ kind }) => kind);
const refusedAs = (code: string, fields?: object) => ({
  cause: { code, ...(fields && { details: { fields } }) },
});

describe('a plan', () => {
  test('begins when the clocks of its place show the time, whatever they do that night', async () => {
    const { id } = await as('admin').addAction(
      planned('washington-dc', { localDate: '2027-11-07', localTime: '01:30' }),
    );
    // It comes twice; the first is meant.
    expect(await actionOf('washington-dc', id)).toMatchObject({
      startsAt: '2027-11-07T05:30:00.000Z',
      endsAt: '2027-11-07T06:30:00.000Z',
    });
    await change('washington-dc', id, { localTime: '02:00', durationMinutes: 30 });
    expect(await actionOf('washington-dc', id)).toMatchObject({
      startsAt: '2027-11-07T07:00:00.000Z',
      endsAt: '2027-11-07T07:30:00.000Z',
    });
    const skipped = planned('wellington', { localDate: '2027-09-26', localTime: '02:30' });
    await expect(as('admin').addAction(skipped)).rejects.toMatchObject(
      refusedAs('invalid-input', { localTime: 'no-such-time' }),
    );
    const slip = planned('wellington', { localDate: '2072-09-24' });
    await expect(as('admin').addAction(slip)).rejects.toMatchObject(
      refusedAs('invalid-input', { localDate: 'invalid' }),
    );
  });

  test('keeps its exact place from the database’s files, logs and streams', async () => {
    const { id } = await as('admin').addAction(planned('seoul', { publish: 'after' }));
    expect((await actionOf('seoul', id)).place).toBe(PLACE);
    const { rows } = await db.pool.query<{ all: string }>(
      `SELECT concat((SELECT json_agg(t) FROM actions t), (SELECT json_agg(t) FROM events t),
         (SELECT json_agg(t) FROM audit_log t), (SELECT json_agg(t) FROM commands t)) AS all`,
    );
    expect(rows[0]?.all).not.toContain('Secret Lane');
    expect(rows[0]?.all).toContain('Canary Hill');
  });

  test('has one main action, which passes on when it is called off or taken out', async () => {
    const admin = as('admin');
    const vigil = await admin.addAction(planned('seoul', { kind: 'prayer-vigil' }));
    const letter = await admin.addAction(planned('seoul', { isMain: true }));
    const film = await admin.addAction(
      planned('seoul', { kind: 'screening', localTime: '18:00', publish: 'after' }),
    );
    const main = async () =>
      (await admin.read({ city: 'seoul' })).actions.filter((a) => a.isMain).map((a) => a.id);
    expect(await main()).toEqual([letter.id]);
    await admin.callOffAction(on('seoul', letter.id));
    expect(await main()).toEqual([vigil.id]);
    await expect(admin.callOffAction(on('seoul', letter.id))).rejects.toMatchObject(
      refusedAs('conflict'),
    );
    await admin.reinstateAction(on('seoul', letter.id));
    expect(await main()).toEqual([vigil.id]);
    // It was public, so somebody may come: it can be called off, not made undone.
    await expect(admin.removeAction(on('seoul', vigil.id))).rejects.toMatchObject(
      refusedAs('conflict'),
    );
    await admin.removeAction(on('seoul', film.id));
    expect((await admin.read({ city: 'seoul' })).actions).toHaveLength(2);
  });

  test('changes once for the same command, and not over what another has changed', async () => {
    const asked = planned('seoul');
    const first = await as('admin').addAction(asked);
    expect(await as('admin').addAction(asked)).toEqual(first);
    const { updatedAt } = await actionOf('seoul', first.id);
    await db.pool.query(`UPDATE actions SET updated_at = now()`);
    await expect(
      as('admin').changeAction({
        ...planned('seoul'),
        actionId: first.id,
        seen: updatedAt,
      }),
    ).rejects.toMatchObject(refusedAs('conflict'));
    await expect(as('admin').addAction(planned('seoul', { place: null }))).rejects.toMatchObject({
      cause: { issues: [{ path: ['place'], message: 'required' }] },
    });
  });

  test('is its own people’s, and no other city’s; who watches reads no place', async () => {
    const { id } = await as('admin').addAction(planned('seoul', { publish: 'after' }));
    await assign('ann', 'seoul');
    await assign('ben', 'warsaw');
    const [ann, ben] = [as('coordinator', 'ann'), as('deputy', 'ben')];
    const forbidden = refusedAs('forbidden');
    await expect(ben.read({ city: 'seoul' })).rejects.toMatchObject(forbidden);
    await expect(ben.addAction(planned('seoul'))).rejects.toMatchObject(forbidden);
    await expect(ben.callOffAction(on('seoul', id))).rejects.toMatchObject(forbidden);
    const seen = await ann.read({ city: 'seoul' });
    expect(seen).toMatchObject({ mayPlan: true, maySettle: false, actions: [{ place: PLACE }] });
    expect(seen.people).toMatchObject([{ role: 'coordinator', isMe: true, email: null }]);
    expect((await as('admin').read({ city: 'seoul' })).people[0]?.email).toBe('ann@example.org');
    expect(await ann.mine()).toMatchObject([{ edition: '2027', city: 'seoul', ready: false }]);
    await ann.callOffAction(on('seoul', id));
    for (const watcher of [as('observer'), as('region-lead')])
      expect(await watcher.read({ city: 'seoul' })).toMatchObject({
        mayPlan: false,
        actions: [{ place: null, neighbourhood: null }],
        people: [{ role: 'coordinator', email: null }],
      });
    await expect(as('observer').read({ city: 'nowhere' })).rejects.toMatchObject(
      refusedAs('not-found'),
    );
  });
});

describe('the public', () => {
  const TOLD = {
    exact: { place: PLACE, time: '12:00' },
    neighbourhood: { place: 'Canary Hill', time: '12:00' },
    city: { place: null, time: null },
  } as const;

  test.each(PRECISIONS)(
    'is told of %s no more, and no earlier, than the plan says',
    async (precision) => {
      const projectAction = createProjectAction(keyring);
      for (const publish of PUBLISH_FROM) {
        const city = { before: 'seoul', during: 'warsaw', after: 'tirana' }[publish];
        const { id } = await as('admin').addAction(planned(city, { precision, publish }));
        const read = async () =>
          (
            await db.pool.query(
              'SELECT place, local_time AS time FROM public_actions WHERE city_slug = $1',
              [city],
            )
          ).rows;
        for (const reached of PUBLISH_FROM) {
          await transaction(db.pool, (tx) => projectAction(tx, { actionId: id, reached, at: now }));
          const isTold = PUBLISH_FROM.indexOf(reached) >= PUBLISH_FROM.indexOf(publish);
          expect([publish, reached, await read()]).toEqual([
            publish,
            reached,
            isTold ? [TOLD[precision]] : [],
          ]);
        }
      }
    },
  );

  test('is told when what it knows changes, and only then', async () => {
    const { id } = await as('admin').addAction(planned('seoul'));
    await change('seoul', id, { localTime: '13:30', precision: 'neighbourhood' });
    expect(await publicActions()).toEqual([
      { place: 'Canary Hill', time: '13:30', calledOff: false },
    ]);
    await change('seoul', id, { place: 'Another Canary' });
    expect(await events('public')).toEqual(['city-changed', 'city-changed']);
    expect(await events('day')).toEqual(['city-plan', 'city-plan', 'city-plan']);
    expect(await events('city:seoul')).toHaveLength(3);
    await as('admin').callOffAction(on('seoul', id));
    expect((await events('public')).at(-1)).toBe('city-called-off');
    expect(await as('admin').read({ city: 'seoul' })).toMatchObject({ status: 'called-off' });
    await as('admin').reinstateAction(on('seoul', id));
    expect(await as('admin').read({ city: 'seoul' })).toMatchObject({ status: 'planned' });
  });

  test('sees nothing of a hidden city, at once, and all of it again', async () => {
    await as('admin').addAction(planned('seoul'));
    const city = () => ({ commandId: randomUUIDv7(), city: 'seoul' });
    const version = async () =>
      (await db.pool.query<{ version: number }>('SELECT version FROM tally_heads')).rows[0]
        ?.version;
    const before = await version();
    await as('moderator').hide(city());
    expect(await publicActions()).toEqual([]);
    // Its signatures stand under "elsewhere" now, and one version never means two numbers.
    expect(await version()).toBe(Number(before) + 1);
    await expect(as('admin').hide(city())).rejects.toMatchObject(refusedAs('conflict'));
    await as('admin').show(city());
    expect(await publicActions()).toHaveLength(1);
    expect(await events('public')).toEqual(['city-changed', 'city-changed', 'city-changed']);
  });

  test('sees nothing new while publishing is paused, nor what has changed, until it goes on', async () => {
    const { id } = await as('admin').addAction(planned('seoul'));
    await as('admin').addAction(planned('seoul', { kind: 'prayer-vigil', localTime: '09:00' }));
    await db.pool.query('UPDATE editions SET publishing_paused = true');
    await change('seoul', id, { localTime: '14:00' });
    await as('admin').addAction(planned('warsaw'));
    expect(await publicActions()).toMatchObject([{ time: '09:00' }]);
    await db.pool.query('UPDATE editions SET publishing_paused = false');
    const told = (await events('public')).length;
    await transaction(db.pool, (tx) => createRepublish(keyring)(tx, editionId));
    expect((await publicActions()).map(({ time }) => String(time))).toEqual(
      expect.arrayContaining(['09:00', '12:00', '14:00']),
    );
    expect((await events('public')).slice(told)).toEqual(['city-changed', 'city-changed']);
  });
});

test('withdrawing calls off what stood, says so, and can be undone', async () => {
  const admin = as('admin');
  const off = await admin.addAction(planned('seoul', { kind: 'screening' }));
  await admin.callOffAction(on('seoul', off.id));
  now = new Date(now.getTime() + 60_000);
  await admin.addAction(planned('seoul'));
  const city = () => ({ commandId: randomUUIDv7(), city: 'seoul' });
  await admin.withdraw({ ...city(), reason: 'Nobody can come.' });
  const gone = await admin.read({ city: 'seoul' });
  expect(gone).toMatchObject({ status: 'called-off', withdrawnReason: 'Nobody can come.' });
  expect(gone.actions.every(({ calledOffAt }) => calledOffAt)).toBe(true);
  await expect(admin.addAction(planned('seoul'))).rejects.toMatchObject(refusedAs('conflict'));
  await admin.rejoin(city());
  const back = await admin.read({ city: 'seoul' });
  expect(back).toMatchObject({ status: 'planned', withdrawnAt: null });
  expect(back.actions.filter(({ calledOffAt }) => calledOffAt).map(({ id }) => id)).toEqual([
    off.id,
  ]);
});

test('a kind is changed where a mission may be gone to, and nothing where the edition is put away', async () => {
  const kind = (city: string, to: 'delivery' | 'solidarity') =>
    as('admin').setKind({ commandId: randomUUIDv7(), city, kind: to });
  await kind('seoul', 'solidarity');
  await kind('seoul', 'delivery');
  await db.pool.query(`UPDATE missions SET offered = false WHERE place_slug = 'warsaw'`);
  await kind('warsaw', 'solidarity');
  await expect(kind('warsaw', 'delivery')).rejects.toMatchObject(
    refusedAs('invalid-input', { kind: 'invalid' }),
  );
  await db.pool.query('UPDATE editions SET is_current = false, archived_at = now()');
  await expect(kind('seoul', 'solidarity')).rejects.toMatchObject(refusedAs('conflict'));
});
