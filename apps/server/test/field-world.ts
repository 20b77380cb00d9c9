import { randomUUIDv7 } from 'node:crypto';
import { openDatabase } from '@lantern/db/database';
import { createTestDatabase } from '@lantern/db/testing';
import type { FieldCommandInput } from '@lantern/schemas/field';
import { fieldCommandSchema } from '@lantern/schemas/field';
import { createRaising } from '../src/features/alarms/raising.ts';
import type { FieldDeps, Speaker } from '../src/features/field/field.deps.ts';
import { createFieldDesk } from '../src/features/field/field.desk.ts';
import { createFieldKits } from '../src/features/field/field.kit.ts';
import { createFieldLooking } from '../src/features/field/field.looking.ts';
import { createFieldReading } from '../src/features/field/field.mine.ts';
import { createFieldSending } from '../src/features/field/field.send.ts';
import { createProjectAction } from '../src/features/cities/projection.ts';
import { lockCity } from '../src/features/field/field.repo.ts';
import { createEditions } from '../src/features/petition/editions.ts';
import { readEditions } from '../src/features/petition/editions.repo.ts';
import { createPublisher } from '../src/features/publishing/publisher.ts';
import { createPublishingService } from '../src/features/publishing/queue.ts';
import { createScheduling } from '../src/features/publishing/scheduling.ts';
import { createKeyring } from '../src/platform/keyring.ts';

export const CITY = 'london';
export const COORDINATOR: Speaker = { accountId: 'ann', role: 'coordinator' };
export const DEPUTY: Speaker = { accountId: 'dee', role: 'deputy' };
/** Noon of the day in London. */
export const NOON = new Date('2027-09-24T11:00:00Z');
const PINS: Record<string, 'safe' | 'duress'> = { '1234': 'safe', '4321': 'duress' };

export type FieldWorld = Awaited<ReturnType<typeof createFieldWorld>>;

/** Each kind of command without what all of them carry. */
type Said = FieldCommandInput extends infer One
  ? One extends FieldCommandInput
    ? Omit<One, 'commandId' | 'edition' | 'city' | 'actor' | 'deviceAt' | 'offsetMs'> &
        Partial<Pick<One, 'commandId' | 'city' | 'actor' | 'deviceAt' | 'offsetMs'>>
    : never
  : never;

/** Check-ins on a database of its own, with a delivery and a vigil in London; the clock is the test's. */
export async function createFieldWorld() {
  const database = await createTestDatabase();
  const db = openDatabase({ url: database.url, max: 8 });
  const { pool } = db;
  let now = NOON.getTime();
  const clock = { now: () => new Date(now) };
  const editions = createEditions({ readEditions: () => readEditions(pool), showRehearsals: true });
  const { id: editionId, slug } = await editions.currentEdition();
  const keyring = createKeyring(Buffer.alloc(32, 7));
  // As the server opens it for check-ins.
  const fieldDb = openDatabase({ url: database.url, max: 4, pipeline: true });
  const deps: FieldDeps = {
    pool: fieldDb.pool,
    keyring,
    clock,
    newId: randomUUIDv7,
    editionFor: editions.editionFor,
    allEditions: editions.allEditions,
    judgePin: async (_tx, { pin }) => PINS[pin] ?? 'wrong',
    raise: createRaising({ clock, newId: randomUUIDv7 }),
    emailsOf: async () => new Map(),
    ...createScheduling({ newId: randomUUIDv7 }),
  };
  const projectAction = createProjectAction(keyring);
  const publisherOn = (on: typeof pool) => {
    const publishDue = createPublisher({ pool: on, projectAction, takeTurn: lockCity });
    return () =>
      publishDue((error) => {
        throw error;
      });
  };
  const service = {
    ...createFieldKits(deps),
    ...createFieldReading(deps),
    ...createFieldSending(deps),
    ...createFieldDesk(deps),
    ...createFieldLooking(deps),
  };
  await pool.query(
    `INSERT INTO assignments (id, edition_id, account_id, role, city_slug, created_at, created_by)
     VALUES (gen_random_uuid(), $1, 'ann', 'coordinator', '${CITY}', now(), 's'),
       (gen_random_uuid(), $1, 'dee', 'deputy', '${CITY}', now(), 's')`,
    [editionId],
  );
  const plan = async (kind: string, more: { isMain: boolean; delay: number; hours: number }) => {
    const id = randomUUIDv7();
    const at = new Date(NOON.getTime() + more.hours * 3_600_000);
    await pool.query(
      `INSERT INTO actions (id, edition_id, city_slug, kind, local_date, local_time, starts_at, ends_at, is_main,
         place_sealed, precision, publish, delay_minutes, created_at, created_by, updated_at, updated_by)
       VALUES ($1, $2, $3, $4, '2027-09-24', '12:00', $5::timestamptz, $5::timestamptz + interval '1 hour', $6, $7,
         'exact', 'during', $8, now(), 's', now(), 's')`,
      [id, editionId, CITY, kind, at, more.isMain, keyring.seal('Gate 7', id), more.delay],
    );
    return id;
  };
  const delivery = await plan('delivery', { isMain: true, delay: 10, hours: 0 });
  const vigil = await plan('candlelight-vigil', { isMain: false, delay: 0, hours: 6 });
  const command = (said: Said, speaker: Speaker = COORDINATOR) =>
    fieldCommandSchema.parse({
      commandId: randomUUIDv7(),
      edition: slug,
      city: CITY,
      actor: speaker.accountId,
      deviceAt: clock.now().toISOString(),
      offsetMs: 0,
      ...said,
    });
  return {
    db,
    pool,
    fieldPool: fieldDb.pool,
    url: database.url,
    deps,
    keyring,
    service,
    editionId,
    edition: slug,
    delivery,
    vigil,
    command,
    /** Sends what somebody says. */
    say: (said: Said, speaker: Speaker = COORDINATOR) =>
      service.send(command(said, speaker), speaker),
    rows: async <Row extends object>(sql: string, values: unknown[] = []): Promise<Row[]> =>
      (await pool.query<Row>(sql, values)).rows,
    publish: publisherOn(pool),
    publisherOn,
    queue: createPublishingService({ ...deps, editionFor: editions.editionFor }),
    /** Makes a rehearsal of the edition, whose day stands at so many minutes after noon. */
    dayAt: async (minutes: number) => {
      await pool.query(
        `UPDATE editions SET kind = 'rehearsal', clock_real_at = now(), clock_day_at = $1, clock_rate = 0`,
        [new Date(NOON.getTime() + minutes * 60_000)],
      );
      await editions.refresh();
    },
    /** Moves the world's clock on. */
    pass: (minutes: number) => {
      now += minutes * 60_000;
    },
    close: async () => {
      await fieldDb.close();
      await db.close();
      await database.drop();
    },
  };
}
