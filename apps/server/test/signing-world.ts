import { createHash, randomUUIDv7 } from 'node:crypto';
import { openDatabase, type Database } from '@lantern/db/database';
import { createTestDatabase } from '@lantern/db/testing';
import type { Submission } from '@lantern/schemas/signature';
import type { Pool } from 'pg';
import { readEmails } from '../src/features/auth/accounts.repo.ts';
import { THRESHOLD } from '../src/features/counts/suppression.ts';
import { applyTally } from '../src/features/counts/tally.repo.ts';
import { createEditions } from '../src/features/petition/editions.ts';
import { readEditions } from '../src/features/petition/editions.repo.ts';
import { phaseOf } from '../src/features/petition/edition.ts';
import { lockingTexts } from '../src/features/petition/texts.repo.ts';
import type {
  ErasureEntry,
  SigningDeps,
  SigningLimits,
} from '../src/features/signing/signing.seams.ts';
import { createSigningService } from '../src/features/signing/signing.service.ts';
import { addressHash } from '../src/features/signing/submission-row.ts';
import { createJobs } from '../src/platform/jobs.ts';
import { createKeyring } from '../src/platform/keyring.ts';
import { createMailQueue, openMailQueue, type MailKind } from '../src/platform/mail/queue.ts';
import { linkToken, type LinkPurpose } from '../src/platform/signing-links.ts';

const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };
/** While the petition of the test database is open. */
const START = new Date('2026-11-20T12:00:00Z');

/** A clock that stands still until it is moved. */
function stillClock(start = START) {
  let now = start.getTime();
  return {
    now: () => new Date(now),
    /** Moves on by so many seconds. */
    pass: (seconds: number) => {
      now += seconds * 1000;
    },
    set: (instant: Date) => {
      now = instant.getTime();
    },
  };
}

export interface SigningWorldOptions {
  limits?: Partial<SigningLimits>;
  /** Codes of partners. */
  partners?: ReadonlySet<string>;
}

export type SigningWorld = Awaited<ReturnType<typeof createSigningWorld>>;

/** Signing with its real neighbours on a database of its own; only the clock is the test's. */
export async function createSigningWorld({
  limits = {},
  partners = new Set(),
}: SigningWorldOptions = {}) {
  const database = await createTestDatabase();
  const db = openDatabase({ url: database.url, max: 8 });
  const signingDb = openDatabase({ url: database.url, max: 6, pipeline: true });
  const { pool } = db;
  const keyring = createKeyring(Buffer.alloc(32, 7));
  const clock = stillClock();
  const jobs = createJobs({ pool, log: quiet });
  await jobs.start();
  await openMailQueue(jobs);
  const editions = createEditions({ readEditions: () => readEditions(pool), showRehearsals: true });
  const edition = await editions.currentEdition();
  const ledger: ErasureEntry[] = [];
  const mailQueue = createMailQueue(jobs);
  const deps: SigningDeps = {
    pool: signingDb.pool,
    keyring,
    clock,
    newId: randomUUIDv7,
    enqueueMails: (tx, mails) => mailQueue.enqueueMails(tx, mails),
    mailStatements: (mails) => mailQueue.mailStatements(mails),
    tally: { apply: applyTally },
    emailsOf: (ids) => readEmails(pool, ids),
    leastShown: THRESHOLD,
    isPartner: async (ref) => partners.has(ref),
    petition: {
      edition: async (slug) => {
        const { id, ...found } = await editions.editionFor(slug);
        return { id, phase: phaseOf({ id, ...found }, clock.now()) };
      },
      textInForce: editions.textInForce,
      lockingTexts: (ids) => lockingTexts(ids, clock.now()),
    },
    ledger: {
      append: async (entries) => {
        ledger.push(...entries);
      },
    },
    limits,
  };
  const service = createSigningService(deps);
  return {
    pool,
    /** As signing has it: opened with `pipeline`. */
    signingPool: signingDb.pool,
    url: database.url,
    jobs,
    keyring,
    clock,
    edition,
    ledger,
    service,
    /** What another server process would be: queues of its own, on this pool. */
    nodeOn: (other: Pool) => createSigningService({ ...deps, pool: other }),
    textHash: edition.texts.en?.hash ?? '',
    ...createSigner(db, { keyring, service, textHash: edition.texts.en?.hash ?? '' }),
    close: async () => {
      await service.drain();
      await jobs.stop();
      await signingDb.close();
      await db.close();
      await database.drop();
    },
  };
}

/** The keyed hash that stands for a network in tests. */
export const network = (name: string): Buffer => createHash('sha256').update(name).digest();

interface SignerDeps {
  keyring: ReturnType<typeof createKeyring>;
  service: ReturnType<typeof createSigningService>;
  textHash: string;
}

/** What a person with a mailbox does. */
function createSigner({ pool }: Database, { keyring, service, textHash }: SignerDeps) {
  const link = async (purpose: LinkPurpose, id: string): Promise<string> => {
    const facts = await service.readMailFacts(id);
    return linkToken(keyring, purpose, { id, generation: facts?.generation ?? 0 });
  };
  return {
    link,
    submission: (email: string, more: Partial<Submission> = {}): Submission => ({
      name: 'Test Person',
      email,
      country: 'KR',
      city: null,
      locale: 'en',
      textHash,
      showName: false,
      deliverName: false,
      updates: false,
      ref: null,
      ...more,
    }),
    /** The mails about an address's records, oldest first. */
    mailsTo: async (email: string): Promise<{ kind: MailKind; recordId: string }[]> => {
      const { rows } = await pool.query<{ data: { kind: MailKind; recordId: string } }>(
        `SELECT data FROM pgboss.job
         JOIN (SELECT id, email_hash FROM submissions UNION ALL SELECT id, email_hash FROM signatures) r
           ON r.id = (data->>'recordId')::uuid
         WHERE name = 'mail' AND email_hash = $1 ORDER BY created_on, job.id`,
        [addressHash(keyring, email)],
      );
      return rows.map(({ data }) => data);
    },
  };
}
