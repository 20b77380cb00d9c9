import { feedJsonSchema } from '@lantern/schemas/live';
import {
  citiesJsonSchema,
  correctionsJsonSchema,
  countJsonSchema,
  countriesJsonSchema,
  historyJsonSchema,
  petitionJsonSchema,
} from '@lantern/schemas/public-json';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { z } from 'zod';
import { outsideSigner } from './outside-signer.ts';
import { rawHttp } from './raw-http.ts';
import { startTestServer, type TestServer } from './running-server.ts';

let server: TestServer;
let signer: Awaited<ReturnType<typeof outsideSigner>>;
beforeAll(async () => {
  server = await startTestServer();
  signer = await outsideSigner(server.port);
});
afterAll(() => server.stop());

// Before all others, so that what they read holds something.
test('somebody signs and is counted', async () => {
  const { mail } = await signer.sign('somebody@example.org', { country: 'KR', city: 'seoul' });
  expect((await signer.act('confirm', mail.token('confirm'))).status).toBe(200);
  expect(await signer.freshTotal()).toBe(1);
});

interface Promised {
  path: string;
  schema: z.ZodType;
  /** Fields that are frozen: partners' programs read them. */
  fields: readonly string[];
  /** Fields that came since. */
  added?: readonly string[];
  /** One row of a list in it, likewise. */
  rows?: readonly [list: string, ...fields: readonly string[]];
}

/** The outside contract, "Public JSON". It changes only by adding. */
const PROMISED: readonly Promised[] = [
  {
    path: 'petition',
    schema: petitionJsonSchema,
    fields: [
      'edition',
      'title',
      'locales',
      'opensAt',
      'closesAt',
      'goal',
      'total',
      'version',
      'textHash',
    ],
    added: ['kind', 'deliversAt', 'timezone', 'asOf', 'phase'],
  },
  { path: 'count', schema: countJsonSchema, fields: ['total', 'version', 'asOf', 'perMinute'] },
  {
    path: 'countries',
    schema: countriesJsonSchema,
    fields: ['total', 'version', 'asOf', 'countries'],
    rows: ['countries', 'country', 'total'],
  },
  ...['minute', 'hour', 'day'].map((resolution) => ({
    path: `history?resolution=${resolution}`,
    schema: historyJsonSchema,
    fields: ['version', 'before', 'points'],
    added: ['total', 'asOf', 'resolution'],
    rows: ['points', 'at', 'net'] as const,
  })),
  {
    path: 'cities',
    schema: citiesJsonSchema,
    fields: ['total', 'version', 'elsewhere', 'cities'],
    added: ['asOf'],
    rows: [
      'cities',
      'slug',
      'kind',
      'country',
      'name',
      'lat',
      'lng',
      'timezone',
      'status',
      'outcome',
      'signatures',
      // How many are public; came since.
      'actions',
    ],
  },
  { path: 'feed?after=0', schema: feedJsonSchema, fields: ['epoch', 'seq', 'events'] },
  {
    path: 'corrections',
    schema: correctionsJsonSchema,
    fields: [],
    added: ['total', 'version', 'asOf', 'days'],
  },
];

describe.each(PROMISED)('/api/v1/$path', ({ path, schema, fields, added = [], rows }) => {
  test('answers these fields, and nothing that nobody has written down', async () => {
    const answer = await rawHttp({ port: server.port, path: `/api/v1/${path}` });
    expect(answer.status).toBe(200);
    const body = JSON.parse(answer.body) as Record<string, unknown>;
    expect(Object.keys(body).toSorted()).toEqual([...fields, ...added].toSorted());
    // Schemas drop what they do not know, at any depth.
    expect(schema.parse(body)).toStrictEqual(body);
    if (!rows) return;
    const [list, ...columns] = rows;
    const [row] = body[list] as object[];
    expect(Object.keys(row ?? {}).toSorted()).toEqual(columns.toSorted());
  });

  test('is a CSV with as many columns in each line', async () => {
    const headers = { accept: 'text/csv' };
    const answer = await rawHttp({ port: server.port, path: `/api/v1/${path}`, headers });
    expect(answer.headers['content-type']).toBe('text/csv; charset=utf-8');
    const [head = '', ...lines] = answer.body.trimEnd().split('\r\n');
    expect(head.split(',').length).toBeGreaterThan(1);
    for (const line of lines) expect(cellsOf(line)).toBe(head.split(',').length);
  });
});

/** How many cells a line has; none of these hold a line break. */
const cellsOf = (line: string): number => line.replaceAll(/"(?:[^"]|"")*"/gu, '').split(',').length;

test('POST /api/v1/signatures answers as it is promised', async () => {
  const send = async (fields: object) => {
    const { status, body } = await rawHttp({
      port: server.port,
      method: 'POST',
      path: '/api/v1/signatures',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(fields),
    });
    const answer = JSON.parse(body) as Record<string, unknown>;
    return { status, answer, keys: Object.keys(answer).toSorted() };
  };
  const { textHash } = await signer.json('/api/v1/petition');
  const person = { name: 'A Person', email: 'a@example.org', country: 'KR', locale: 'en' };
  const whole = { ...person, textHash: textHash.en };
  const taken = await send(whole);
  expect([taken.status, taken.answer['status']]).toEqual([202, 'pending']);
  // Added: what the page after the form is opened with.
  expect(taken.keys).toEqual(['amendToken', 'status']);
  const again = await send({ ...whole, email: 'somebody@example.org' });
  expect([again.status, again.answer['status'], again.keys]).toEqual([202, 'pending', taken.keys]);
  const wrong = await send({ ...whole, name: '', email: 'x' });
  expect(wrong.status).toBe(422);
  expect(wrong.answer).toMatchObject({
    code: 'invalid-input',
    fields: { name: 'required', email: 'invalid-email' },
  });
  expect(wrong.keys).toEqual(['code', 'fields', 'requestId']);
  const changed = await send({ ...whole, textHash: 'f'.repeat(64) });
  expect([changed.status, changed.answer['code']]).toEqual([409, 'text-changed']);
});
