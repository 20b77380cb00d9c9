import { randomUUIDv7 } from 'node:crypto';
import { openDatabase, type Database } from '@lantern/db/database';
import { createTestDatabase, type TestDatabase } from '@lantern/db/testing';
import { petitionPageSchema, petitionTextSchema } from '@lantern/schemas/petition';
import { petitionTextHash } from '@lantern/schemas/petition-text';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { signedIn } from '../../../test/principal.ts';
import type { Clock } from '../../platform/clock.ts';
import { createCallerFactory, type Principal } from '../../platform/trpc.ts';
import { readEditions } from './editions.repo.ts';
import { createEditions, type Editions } from './editions.ts';
import { createPetitionRouter } from './petition.router.ts';
import { createPetitionService } from './petition.service.ts';
import { lockingTexts } from './texts.repo.ts';

let scratch: TestDatabase;
let db: Database;
let editions: Editions;
let clock: Clock;
const admin = signedIn('admin');

beforeAll(async () => {
  scratch = await createTestDatabase();
  db = openDatabase({ url: scratch.url, max: 6 });
  editions = newEditions();
  clock = { now: () => new Date('2026-11-20T12:00:00Z') };
});
afterAll(async () => {
  await db.close();
  await scratch.drop();
});

const newEditions = () =>
  createEditions({ readEditions: () => readEditions(db.pool), showRehearsals: false });

function callerFor(principal: Principal | null, at = clock) {
  const service = createPetitionService({
    database: db,
    editions,
    clock: at,
    newId: randomUUIDv7,
    readNumbers: async () => ({ total: 0, version: 0, asOf: '2026-11-20T12:00:00.000Z' }),
    emailsOf: async () => new Map([[admin.accountId, 'admin@example.org']]),
  });
  const context = { requestId: 'r', principal, networkHash: Buffer.alloc(0) };
  return createCallerFactory(createPetitionRouter(service))(context);
}

const words = {
  locale: 'en' as const,
  title: 'New title',
  addressee: 'To him',
  body: 'One.\n\nTwo.',
};
const byText = (a: string, b: string) => a.localeCompare(b);
const events = async () =>
  (await db.pool.query('SELECT stream, seq, kind, payload FROM events ORDER BY stream, seq')).rows;

describe('the petition', () => {
  test('shows the text in force in each language, with its hash', async () => {
    for (const locale of ['en', 'ko', 'zh-Hans'] as const) {
      const page = petitionPageSchema.parse(await callerFor(null).page({ locale }));
      expect(page).toMatchObject({ version: 1, locales: ['en', 'ko', 'zh-Hans'] });
      expect(page.edition).toMatchObject({ slug: '2027', date: '2027-09-24', phase: 'open' });
      expect(page.hash).toBe(petitionTextHash(page));
      expect(page.body.split('\n\n').length).toBeGreaterThan(8);
    }
  });

  test('is upcoming before its opening and closed from its closing on', async () => {
    const { opensAt, closesAt } = await editions.currentEdition();
    const phaseAt = async (instant: number) => {
      const caller = callerFor(null, { now: () => new Date(instant) });
      return (await caller.page({ locale: 'ko' })).edition.phase;
    };
    expect(await phaseAt(opensAt.getTime() - 1)).toBe('upcoming');
    expect(await phaseAt(opensAt.getTime())).toBe('open');
    expect(await phaseAt(closesAt.getTime() - 1)).toBe('open');
    expect(await phaseAt(closesAt.getTime())).toBe('closed');
  });

  test('knows no edition that is not there', async () => {
    await expect(callerFor(null).page({ locale: 'en', edition: '1999' })).rejects.toMatchObject({
      cause: { code: 'edition-unknown' },
    });
  });
});

describe('its texts', () => {
  test('are for staff, and approved by admins only', async () => {
    const approval = { commandId: randomUUIDv7(), textId: randomUUIDv7(), hash: 'a'.repeat(64) };
    await expect(callerFor(null).texts({})).rejects.toMatchObject({
      cause: { code: 'not-signed-in' },
    });
    const moderator = callerFor({ ...admin, role: 'moderator' });
    await expect(moderator.approve(approval)).rejects.toMatchObject({
      cause: { code: 'forbidden' },
    });
    expect((await moderator.texts({})).map((text) => petitionTextSchema.parse(text))).toHaveLength(
      3,
    );
  });

  test('come into force by approval, once, and tell both streams', async () => {
    const caller = callerFor(admin);
    const commandId = randomUUIDv7();
    const draft = await caller.draft({ commandId, ...words });
    expect(draft).toMatchObject({ version: 2, hash: petitionTextHash(words) });
    expect(await caller.draft({ commandId, ...words })).toEqual(draft);
    expect((await caller.page({ locale: 'en' })).version).toBe(1);
    const approval = { commandId: randomUUIDv7(), textId: draft.id, hash: draft.hash };
    await expect(
      caller.approve({ ...approval, commandId: randomUUIDv7(), hash: 'b'.repeat(64) }),
    ).rejects.toMatchObject({ cause: { code: 'conflict' } });
    const both = await Promise.all([caller.approve(approval), caller.approve(approval)]);
    expect(both[0]).toEqual(both[1]);
    expect(await caller.page({ locale: 'en' })).toMatchObject({ title: 'New title', version: 2 });
    expect(await events()).toEqual([
      { stream: 'public', seq: 1, kind: 'text-published', payload: { locale: 'en', version: 2 } },
      { stream: 'staff', seq: 1, kind: 'text-approved', payload: { textId: draft.id } },
    ]);
    const { rows } = await db.pool.query(`SELECT act, actor FROM audit_log ORDER BY at, act`);
    expect(rows.map(({ act }) => act).toSorted(byText)).toEqual([
      'petition.approve',
      'petition.draft',
    ]);
  });

  test('name who wrote and who approved them; what came with Lantern was written by nobody', async () => {
    const caller = callerFor(admin);
    const { id, hash } = await caller.draft({ commandId: randomUUIDv7(), ...words, title: 'Mine' });
    const find = async (version: (text: { id: string; version: number }) => boolean) =>
      (await caller.texts({})).filter(({ locale }) => locale === words.locale).find(version);
    const mine = () => find((text) => text.id === id);
    expect(await mine()).toMatchObject({ draftedBy: 'admin@example.org', approvedBy: null });
    await caller.approve({ commandId: randomUUIDv7(), textId: id, hash });
    expect(await mine()).toMatchObject({ approvedBy: 'admin@example.org' });
    const first = await find(({ version }) => version === 1);
    expect(first).toMatchObject({ draftedBy: null, approvedBy: 'local' });
  });

  test('cannot be approved once overtaken, nor twice', async () => {
    const caller = callerFor(admin);
    const older = await caller.draft({ commandId: randomUUIDv7(), ...words, title: 'Older' });
    const newer = await caller.draft({ commandId: randomUUIDv7(), ...words, title: 'Newer' });
    const approve = ({ id, hash }: { id: string; hash: string }) =>
      caller.approve({ commandId: randomUUIDv7(), textId: id, hash });
    await approve(newer);
    for (const text of [older, newer])
      await expect(approve(text)).rejects.toMatchObject({ cause: { code: 'conflict' } });
  });

  test('get a version each, however many are drafted at once', async () => {
    const caller = callerFor(admin);
    const drafts = await Promise.all(
      Array.from({ length: 5 }, () =>
        caller.draft({ commandId: randomUUIDv7(), ...words, locale: 'ko' }),
      ),
    );
    expect(drafts.map(({ version }) => version).toSorted((a, b) => a - b)).toEqual([2, 3, 4, 5, 6]);
  });

  test('are locked by the first signature, and keep that time', async () => {
    const { id, texts } = await editions.currentEdition();
    const textId = texts.ko?.id ?? '';
    const lock = (at: string) => db.pool.query(lockingTexts([textId, textId], new Date(at)));
    await lock('2026-12-01T00:00:00Z');
    await lock('2026-12-02T00:00:00Z');
    const { rows } = await db.pool.query('SELECT locked_at FROM petition_texts WHERE id = $1', [
      textId,
    ]);
    expect(rows[0].locked_at).toEqual(new Date('2026-12-01T00:00:00Z'));
    expect(await editions.textInForce(id, 'ko', texts.ko?.hash ?? '')).toMatchObject({
      id: textId,
    });
    expect(await editions.textInForce(id, 'ko', 'c'.repeat(64))).toBeNull();
  });

  test('are in force on another node as soon as somebody signs them there', async () => {
    const elsewhere = newEditions();
    const { id } = await elsewhere.currentEdition();
    const caller = callerFor(admin);
    const draft = await caller.draft({ commandId: randomUUIDv7(), ...words, title: 'Newest' });
    await caller.approve({ commandId: randomUUIDv7(), textId: draft.id, hash: draft.hash });
    expect(await elsewhere.textInForce(id, 'en', draft.hash)).toMatchObject({ id: draft.id });
  });

  test('a language without an approved text is not open', async () => {
    await db.pool.query(
      `UPDATE petition_texts SET state = 'draft', approved_at = NULL WHERE locale = 'zh-Hans'`,
    );
    await editions.refresh();
    const page = petitionPageSchema.parse(await callerFor(null).page({ locale: 'zh-Hans' }));
    expect(page).toMatchObject({ hash: '', body: '', version: 0, locales: ['en', 'ko'] });
    expect(page.edition.phase).toBe('upcoming');
    expect((await callerFor(null).page({ locale: 'en' })).edition.phase).toBe('open');
  });
});
