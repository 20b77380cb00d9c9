import { randomUUIDv7 } from 'node:crypto';
import { openDatabase } from '@lantern/db/database';
import { createTestDatabase } from '@lantern/db/testing';
import type { Role } from '@lantern/schemas/role';
import { instantOf } from '@lantern/schemas/wall-time';
import type { Pool } from 'pg';
import { createKeyring } from '../../platform/keyring.ts';
import { createAlarmsService } from './alarms.service.ts';
import type { Notice } from './telling.repo.ts';

/** A day in a database of its own, with a clock that a test sets. */
export async function openWatchedDay() {
  const scratch = await createTestDatabase();
  const db = openDatabase({ url: scratch.url, max: 12 });
  const { rows } = await db.pool.query<{ id: string }>('SELECT id FROM editions WHERE is_current');
  const editionId = rows[0]?.id ?? '';
  const told: Notice[] = [];
  let now = new Date('2027-09-24T00:00:00Z');
  return {
    db,
    editionId,
    /** Who was woken and written to. */
    told,
    setNow: (at: string | Date) => {
      now = new Date(at);
    },
    /** Another node, or the same one after a restart: it remembers nothing. */
    newService: () =>
      createAlarmsService({
        pool: db.pool,
        keyring: createKeyring(Buffer.alloc(32, 7)),
        clock: { now: () => now },
        newId: randomUUIDv7,
        editionFor: async () => ({ id: editionId, slug: '2027', kind: 'real', dayClock: null }),
        notify: async (_tx, _edition, notices) => void told.push(...notices),
      }),
    ...planning(db.pool, editionId),
    ...reading(db.pool, editionId),
    /** Nobody and nothing, as at the beginning; the cities stay. */
    clear: async () => {
      told.length = 0;
      await db.pool.query(
        `TRUNCATE alarms, alarm_notices, alarm_calls, incidents, actions, assignments, duty_shifts, commands,
           field_commands, events, stream_heads, audit_log CASCADE; DELETE FROM users`,
      );
    },
    close: async () => {
      await db.close();
      await scratch.drop();
    },
  };
}
export type WatchedDay = Awaited<ReturnType<typeof openWatchedDay>>;

interface NewAction {
  city: string;
  /** On the city's clock, `YYYY-MM-DDTHH:MM`. */
  at: string;
}
interface Word {
  city: string;
  /** By the clock of the day. */
  at: string;
  step: string;
}

/** Cities, who answers for them, what they plan, what they say. */
function planning(pool: Pool, editionId: string) {
  const account = async (role: Role, id: string = role) => {
    await pool.query(
      `INSERT INTO users (id, name, email, role, updated_at)
       VALUES ($1, 'Name of ' || $1, $1 || '@example.org', $2, now()) ON CONFLICT DO NOTHING`,
      [id, role],
    );
    return id;
  };
  const assign = async (
    role: 'coordinator' | 'deputy' | 'region-lead',
    { city, region }: { city?: string; region?: string },
  ) => {
    const accountId = await account(role, `${role}-${city ?? region}`);
    await pool.query(
      `INSERT INTO assignments (id, edition_id, account_id, role, city_slug, region, created_at, created_by)
       VALUES ($1, $2, $3, $4, $5, $6, now(), 'test') ON CONFLICT DO NOTHING`,
      [randomUUIDv7(), editionId, accountId, role, city, region],
    );
    return accountId;
  };
  return {
    account,
    assign,
    /** A city with a coordinator; a `zone` makes a place of its own. */
    city: async (slug: string, zone?: string) => {
      if (zone !== undefined)
        await pool.query(
          `INSERT INTO places (slug, country, name_en, name_ko, name_zh_hans, lat, lng, timezone)
           VALUES ($1, 'GB', $1, $1, $1, 0, 0, $2) ON CONFLICT DO NOTHING`,
          [slug, zone],
        );
      await pool.query(
        `INSERT INTO cities (edition_id, slug, kind) VALUES ($1, $2, 'delivery') ON CONFLICT DO NOTHING`,
        [editionId, slug],
      );
      await assign('coordinator', { city: slug });
    },
    /** The main action, one hour long. */
    action: async ({ city, at }: NewAction): Promise<string> => {
      const { rows } = await pool.query('SELECT timezone FROM places WHERE slug = $1', [city]);
      const meant = instantOf(at, rows[0]?.timezone);
      if (meant.is !== 'instant') throw new Error(`${at} never comes in ${city}`);
      const id = randomUUIDv7();
      const [date, time] = at.split('T');
      await pool.query(
        `INSERT INTO actions (id, edition_id, city_slug, kind, local_date, local_time, starts_at, ends_at, is_main,
           created_at, created_by, updated_at, updated_by)
         VALUES ($1, $2, $3, 'delivery', $4, $5, $6, $6::timestamptz + interval '1 hour', true, now(), 'test', now(),
           'test')`,
        [id, editionId, city, date, time, meant.instant],
      );
      return id;
    },
    hear: ({ city, at, step }: Word) =>
      pool.query(
        `INSERT INTO field_commands (id, edition_id, city_slug, account_id, kind, step, device_at, received_at,
           happened_at, seq)
         VALUES ($1, $2, $3, 'someone', 'step', $4, $5, $5, $5, 1)`,
        [randomUUIDv7(), editionId, city, step, at],
      ),
    onDuty: async (role: Role, { duress = false, id = `${role}-duty` } = {}) => {
      await account(role, id);
      await pool.query(
        `INSERT INTO duty_shifts (id, edition_id, account_id, duress, starts_at, ends_at, created_at, created_by)
         VALUES ($1, $2, $3, $4, '2027-01-01', '2028-01-01', now(), 'test')`,
        [randomUUIDv7(), editionId, id, duress],
      );
    },
  };
}

interface AlarmEvent {
  id: string;
  alarm: string;
  level: string;
  state: string;
}

function reading(pool: Pool, editionId: string) {
  return {
    /** `subject level` of what is open, `subject closed-as` of what is not, in the order they were raised. */
    alarms: async (city?: string): Promise<string[]> => {
      const { rows } = await pool.query<{ alarm: string }>(
        `SELECT split_part(subject, '/', 1) || ' ' || coalesce(closed_as, level) AS alarm FROM alarms
         WHERE $1::text IS NULL OR city_slug = $1 ORDER BY raised_at, due_at`,
        [city],
      );
      return rows.map(({ alarm }) => alarm);
    },
    dayEvents: async (): Promise<AlarmEvent[]> => {
      const { rows } = await pool.query<{ payload: AlarmEvent }>(
        `SELECT payload FROM events WHERE edition_id = $1 AND stream = 'day' AND kind = 'alarm' ORDER BY seq`,
        [editionId],
      );
      return rows.map(({ payload }) => payload);
    },
  };
}
