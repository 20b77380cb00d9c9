/**
 * `node bench/src/sizing.ts [SECONDS]`: what one signature, one confirmation and one read cost, in CPU, bytes kept and bytes
 * written; the figures behind docs/scaling.md. Linux only (it reads /proc). Needs what `npm run bench` has built.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { confirmationTokens } from './confirmation-tokens.ts';
import { query } from './database.ts';
import type { Lantern } from './lantern.ts';
import type { HttpJob, HttpResult, Requests } from './load/http-job.ts';
import { watchPostgres } from './postgres-cpu.ts';
import { figuresOf } from './process-figures.ts';
import { signatureRequests, SIGNERS } from './signature-requests.ts';
import { openStage } from './stage.ts';

const SECONDS = Number(process.argv[2] ?? 6);

interface Cost {
  what: string;
  perSecond: number;
  serverMs: number;
  databaseMs: number;
  walBytes: number;
  keptBytes: number;
}

interface Reading {
  server: number;
  database: number;
  wal: number;
  kept: number;
}

const stage = await openStage({ pace: 'normal', profile: null, say: () => undefined });
try {
  const lantern = await stage.startLantern();
  const postgresCpu = await watchPostgres(lantern.databaseUrl);
  const generator = await stage.startProgram<HttpJob, HttpResult>('load/http.ts');
  const run = (requests: Requests, { seconds, expected }: { seconds: number; expected: number }) =>
    generator.ask({
      port: lantern.port,
      connections: SIGNERS,
      warmSeconds: 0,
      seconds,
      requests,
      perSecond: null,
      expected,
    });
  const measure = async (what: string, requests: Requests, expected: number): Promise<Cost> => {
    const before = await read(lantern, postgresCpu);
    const { answered, perSecond, others } = await run(requests, { seconds: SECONDS, expected });
    if (Object.keys(others).length > 0) throw new Error(`${what}: ${JSON.stringify(others)}`);
    const after = await read(lantern, postgresCpu);
    return {
      what,
      perSecond,
      serverMs: (after.server - before.server) / answered,
      databaseMs: (after.database - before.database) / answered,
      walBytes: (after.wal - before.wal) / answered,
      keptBytes: (after.kept - before.kept) / answered,
    };
  };
  const signatures = await signatureRequests(lantern);
  await run(signatures, { seconds: 2, expected: 202 });
  const costs = [await measure('signature', signatures, 202)];
  const tokens = await confirmationTokens(lantern, 200_000);
  const warm = { kind: 'tokens', tokens: tokens.splice(0, 1_000), send: 'procedure' } as const;
  await run(warm, { seconds: 1, expected: 200 });
  costs.push(await measure('confirmation', { kind: 'tokens', tokens, send: 'procedure' }, 200));
  for (const [what, path] of [
    ['count', '/api/v1/count'],
    ['petition page', '/en/petition'],
  ] as const) {
    const bytes = `GET ${path} HTTP/1.1\r\nHost: localhost:${lantern.port}\r\nAccept: */*\r\nAccept-Encoding: br\r\n\r\n`;
    await run({ kind: 'same', bytes }, { seconds: 1, expected: 200 });
    costs.push(await measure(what, { kind: 'same', bytes }, 200));
  }
  say('what            at /s  server CPU ms  database CPU ms  WAL bytes  kept bytes');
  for (const cost of costs)
    say(
      [
        cost.what.padEnd(14),
        cost.perSecond.toFixed(0).padStart(6),
        cost.serverMs.toFixed(3).padStart(14),
        cost.databaseMs.toFixed(3).padStart(16),
        cost.walBytes.toFixed(0).padStart(10),
        cost.keptBytes.toFixed(0).padStart(11),
      ].join(' '),
    );
  await sizes(lantern);
} finally {
  await stage.close();
}
process.exit(0);

async function read(lantern: Lantern, postgresCpu: () => number): Promise<Reading> {
  // What was answered is on the disk; the mail worker and statistics take a moment more.
  await sleep(300);
  const [row] = await query<{ wal: number; kept: number }>(
    lantern.databaseUrl,
    `SELECT pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')::float8 AS wal,
       (SELECT sum(pg_total_relation_size(c.oid))::float8 FROM pg_class c
        JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE c.relkind = 'r' AND n.nspname IN ('public', 'pgboss')) AS kept`,
  );
  const { wal = 0, kept = 0 } = row ?? {};
  return { server: figuresOf(lantern.pid).cpuMs, database: postgresCpu(), wal, kept };
}

/** Rows and bytes of each table, its indexes apart. */
async function sizes(lantern: Lantern): Promise<void> {
  const rows = await query<{ name: string; rows: number; table: number; indexes: number }>(
    lantern.databaseUrl,
    `SELECT c.oid::regclass::text AS name, c.reltuples::int AS rows, pg_table_size(c.oid)::float8 AS table,
       pg_indexes_size(c.oid)::float8 AS indexes
     FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE c.relkind = 'r' AND n.nspname IN ('public', 'pgboss') AND pg_total_relation_size(c.oid) > 1048576
     ORDER BY pg_total_relation_size(c.oid) DESC`,
  );
  say('\ntable, MB (indexes MB)');
  for (const { name, table, indexes } of rows)
    say(`${name}: ${(table / 2 ** 20).toFixed(1)} (${(indexes / 2 ** 20).toFixed(1)})`);
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
