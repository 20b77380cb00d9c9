import { randomUUIDv7 } from 'node:crypto';
import type { Database } from '@lantern/db/database';
import type { Keyring } from '../../src/platform/keyring.ts';
import { linkToken } from '../../src/platform/signing-links.ts';
import { rawHttp } from '../../test/raw-http.ts';

export interface SeedStage {
  db: Database;
  port: number;
  keyring: Keyring;
  /** An administrator's cookie. */
  admin: string;
  publicOrigin: string;
}

const SIGNERS = 24;
/** The last ones stay unconfirmed. */
const CONFIRMED = 16;

/** Something of everything that an input may speak of, made as people make it. */
export async function seedWorld(stage: SeedStage): Promise<void> {
  const call = caller(stage);
  await signAndConfirm(stage, call);
  for (const topic of ['press', 'data'])
    await call('contact.send', {
      topic,
      name: 'Somebody',
      email: 'somebody@example.org',
      text: 'A question.',
      locale: 'en',
    });
  for (const ref of ['church', 'school'])
    await call('partners.register', {
      commandId: randomUUIDv7(),
      name: 'A Partner',
      ref,
      origins: ['https://church.example'],
      locales: ['en'],
    });
  const commandId = randomUUIDv7();
  await call('news.create', { commandId, topic: 'other', beforeLetter: true });
  for (const role of ['observer', 'moderator'])
    await call('auth.invite', {
      commandId: randomUUIDv7(),
      email: `new-${role}@example.org`,
      role,
    });
}

type Call = (procedure: string, input: object) => Promise<void>;

function caller({ port, admin, publicOrigin }: SeedStage): Call {
  return async (procedure, input) => {
    const answer = await rawHttp({
      port,
      method: 'POST',
      path: `/trpc/${procedure}`,
      headers: {
        host: new URL(publicOrigin).host,
        origin: publicOrigin,
        cookie: admin,
        'content-type': 'application/json',
      },
      body: JSON.stringify(input),
    });
    if (answer.status !== 200) throw new Error(`${procedure}: ${answer.body}`);
  };
}

async function signAndConfirm({ db, keyring }: SeedStage, call: Call): Promise<void> {
  const { rows: texts } = await db.pool.query<{ hash: string }>(
    `SELECT trim(hash) AS hash FROM petition_texts WHERE locale = 'en' AND state = 'approved'`,
  );
  for (let signer = 0; signer < SIGNERS; signer += 1)
    await call('signing.submit', {
      name: `Signer ${signer}`,
      email: `signer-${signer}@${signer % 4 === 0 ? 'mailinator.com' : 'example.org'}`,
      country: signer % 2 === 0 ? 'KR' : 'US',
      locale: 'en',
      textHash: texts[0]?.hash,
      showName: true,
      updates: true,
    });
  const { rows } = await db.pool.query<{ id: string }>(
    'SELECT id FROM submissions ORDER BY id LIMIT $1',
    [CONFIRMED],
  );
  for (const { id } of rows)
    await call('signing.confirm', { token: linkToken(keyring, 'confirm', { id, generation: 0 }) });
}
