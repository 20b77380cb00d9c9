import { randomUUIDv7 } from 'node:crypto';
import type { Database } from '@lantern/db/database';
import type { Role } from '@lantern/schemas/role';
import { inviteFromServer } from '../../src/features/auth/server-invitation.ts';
import { createSoftAuthenticator } from '../../src/features/auth/soft-authenticator.fixture.ts';
import { recordAct } from '../../src/platform/audit.ts';
import type { Keyring } from '../../src/platform/keyring.ts';
import { rawHttp } from '../../test/raw-http.ts';

export interface StaffStage {
  db: Database;
  keyring: Keyring;
  port: number;
  publicOrigin: string;
}

/**
 * Somebody of a role, enrolled and signed in by the real ceremony. Answers the cookie. The role itself is
 * written into the database, since from the second administrator on nobody gives one alone.
 */
export async function enrolAs(role: Role, stage: StaffStage): Promise<string> {
  const { db, port, keyring, publicOrigin } = stage;
  const email = `${role}@example.org`;
  const invitation = await inviteFromServer(
    {
      pool: db.pool,
      keyring,
      publicOrigin,
      clock: { now: () => new Date() },
      newId: () => randomUUIDv7(),
      recordAct: (tx, act) =>
        recordAct(tx, { details: {}, ...act, id: randomUUIDv7(), at: new Date() }),
    },
    email,
  );
  if (invitation.state !== 'invited') throw new Error('a new address cannot be frozen');
  const headers = {
    host: new URL(publicOrigin).host,
    origin: publicOrigin,
    'content-type': 'application/json',
    'x-lantern-invitation': new URL(invitation.url).hash.slice(1),
  };
  const path = '/api/auth/passkey/generate-register-options';
  const begun = await rawHttp({ port, method: 'POST', path, headers, body: '{}' });
  const cookie = cookiesOf(begun.headers['set-cookie']);
  const device = createSoftAuthenticator();
  const response = device.register(JSON.parse(begun.body), { origin: publicOrigin });
  const enrolled = await rawHttp({
    port,
    method: 'POST',
    path: '/api/auth/passkey/verify-registration',
    headers: { ...headers, cookie },
    body: JSON.stringify({ response, name: 'Laptop', createSession: true }),
  });
  if (enrolled.status !== 200) throw new Error(`enrolment failed: ${enrolled.body}`);
  await db.pool.query('UPDATE users SET role = $1 WHERE email = $2', [role, email]);
  return cookiesOf(enrolled.headers['set-cookie']);
}

const cookiesOf = (set: readonly string[] | undefined): string =>
  (set ?? []).map((cookie) => cookie.split(';', 1)[0]).join('; ');
