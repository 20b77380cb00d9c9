import { expect, test } from 'vitest';
import { recount } from '../src/features/counts/recount.ts';
import { killableServer, type KillableServer } from './killable-server.ts';

const KILLS = 5;
const SIGNERS_AT_ONCE = 16;
const BURST_MS = 900;
/** A mail that a killed node had claimed goes out again after about a minute. */
const MAIL_DEADLINE_MS = 90_000;

test('a server killed five times in a burst keeps every signature it accepted, once', async () => {
  const stage = await killableServer({ mailsPerSecond: 500 });
  const accepted = new Set<string>();
  const tried = new Set<string>();
  const confirmed = new Map<string, number>();

  for (let round = 0; round < KILLS; round += 1) {
    const server = await stage.start();
    const burst = new AbortController();
    const signers = Array.from({ length: SIGNERS_AT_ONCE }, (_, lane) =>
      signOn(server, { stop: burst.signal, name: `round${round}lane${lane}`, tried, accepted }),
    );
    const confirmers = confirmOn(server, { stop: burst.signal, smtp: stage.smtp, confirmed });
    await new Promise((resolve) => setTimeout(resolve, BURST_MS * (0.5 + Math.random())));
    server.signal('SIGKILL');
    await server.exited;
    burst.abort();
    await Promise.all([...signers, confirmers]);
  }
  expect(accepted.size).toBeGreaterThan(KILLS * SIGNERS_AT_ONCE);
  expect(confirmed.size).toBeGreaterThan(0);

  const last = await stage.start();
  await expect
    .poll(() => missing(accepted, stage.smtp), { timeout: MAIL_DEADLINE_MS, interval: 500 })
    .toEqual([]);

  const stored = await storedIn(stage.db);
  expect(stored.records).toBeGreaterThanOrEqual(accepted.size);
  expect(stored.records).toBeLessThanOrEqual(tried.size);
  expect(stored.addresses).toBe(stored.records);
  expect(stored.numbers).toEqual(expect.arrayContaining([...confirmed.values()]));
  expect(new Set(stored.numbers).size).toBe(stored.numbers.length);
  expect((await recount(stage.db.pool, stored.editionId)).drift).toEqual([]);
  last.signal('SIGTERM');
  expect(await last.exited).toBe(0);
}, 240_000);

async function storedIn({ pool }: KillableServer['db']): Promise<Stored> {
  const { rows } = await pool.query<Stored>(STORED);
  const [row] = rows;
  if (!row) throw new Error('no current edition');
  return row;
}

type Server = Awaited<ReturnType<KillableServer['start']>>;

interface Stored {
  editionId: string;
  records: number;
  addresses: number;
  numbers: number[];
}

const STORED = `
  SELECT e.id AS "editionId", count(r.*)::int AS records, count(DISTINCT r.email_hash)::int AS addresses,
         coalesce(array_agg(r.number::int) FILTER (WHERE r.number IS NOT NULL), '{}') AS numbers
  FROM editions e LEFT JOIN (
    SELECT edition_id, email_hash, NULL::bigint AS number FROM submissions
    UNION ALL SELECT edition_id, email_hash, number FROM signatures
  ) r ON r.edition_id = e.id
  WHERE e.is_current GROUP BY e.id`;

/** One person after another signs until the server is gone; who got a 202 is noted. */
async function signOn(
  server: Server,
  {
    stop,
    name,
    tried,
    accepted,
  }: { stop: AbortSignal; name: string; tried: Set<string>; accepted: Set<string> },
): Promise<void> {
  const textHash = await currentTextHash(server);
  for (let turn = 0; !stop.aborted && textHash !== null; turn += 1) {
    // A domain each: this is a crowd, not one mail server's catch-all.
    const email = `${name}@turn${turn}-${name}.example`;
    tried.add(email);
    const status = await post(`${server.origin}/api/v1/signatures`, {
      name: 'Kim Ha-neul',
      email,
      country: 'KR',
      locale: 'en',
      textHash,
    }).then(
      (answer) => answer.status,
      () => null,
    );
    if (status === 202) accepted.add(email);
  }
}

/** Confirms by the links of the mails that arrive, until the server is gone. */
async function confirmOn(
  server: Server,
  {
    stop,
    smtp,
    confirmed,
  }: { stop: AbortSignal; smtp: KillableServer['smtp']; confirmed: Map<string, number> },
): Promise<void> {
  for (let next = 0; !stop.aborted;) {
    const token = smtp.received[next] && confirmToken(smtp.received[next]?.raw ?? '');
    if (!token) {
      if (smtp.received[next]) next += 1;
      else await new Promise((resolve) => setTimeout(resolve, 10));
      continue;
    }
    next += 1;
    const number = await confirmedNumber(server, token).catch(() => null);
    if (number !== null) confirmed.set(token, number);
  }
}

async function confirmedNumber(server: Server, token: string): Promise<number | null> {
  const answer = await post(`${server.origin}/trpc/signing.confirm`, { token });
  if (!answer.ok) return null;
  // The shape of ConfirmationResult in tRPC's envelope.
  const { result } = (await answer.json()) as {
    result: { data: { state: string; number?: number } };
  };
  return result.data.number ?? null;
}

/** Undoes quoted-printable's soft breaks, in which a link is cut. */
function confirmToken(raw: string): string | null {
  const text = raw.replaceAll(/=\r?\n/gu, '').replaceAll('=3D', '=');
  return text.match(/petition\/confirm\?token=([\w-]{43})/u)?.[1] ?? null;
}

async function currentTextHash(server: Server): Promise<string | null> {
  const answer = await fetch(`${server.origin}/api/v1/petition`).catch(() => null);
  if (!answer?.ok) return null;
  // The contract's shape.
  const { textHash } = (await answer.json()) as { textHash: Record<string, string> };
  return textHash['en'] ?? null;
}

const post = (url: string, body: object): Promise<Response> =>
  fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });

function missing(accepted: ReadonlySet<string>, smtp: KillableServer['smtp']): string[] {
  const reached = new Set(smtp.received.map(({ to }) => to));
  return [...accepted].filter((address) => !reached.has(address));
}
