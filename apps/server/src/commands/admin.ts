import { randomUUIDv7 } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { loadEnvFile } from 'node:process';
import { openDatabase } from '@lantern/db/database';
import { startEmbedded } from '@lantern/db/embedded';
import { migrate } from '@lantern/db/migrate';
import { emailSchema } from '@lantern/schemas/signature';
import { installationSecret } from '../app/secret.ts';
import { EnvError, projectRoot, readEnv, type Env } from '../env.ts';
import { inviteFromServer } from '../features/auth/server-invitation.ts';
import { recordAct } from '../platform/audit.ts';
import { systemClock } from '../platform/clock.ts';
import { createKeyring } from '../platform/keyring.ts';
import { scrub } from '../platform/logger.ts';

const USAGE = `Usage: npm run admin -- invite EMAIL

  invite EMAIL   prints a link with which the person at EMAIL enrols a passkey as an administrator.
                 It works once, within 24 hours. For the first administrator, or when all are
                 locked out. Works whether Lantern is running or not, and is written in the audit log.
`;

const [command, email, ...rest] = process.argv.slice(2);

/** The exit code: 0 done, 1 could not be done, 2 not understood. */
async function main(): Promise<number> {
  if (command === undefined || command === 'help' || command === '--help' || command === '-h') {
    console.log(USAGE);
    return command === undefined ? 2 : 0;
  }
  if (command !== 'invite') return misunderstood(`There is no command "${command}".`);
  if (email === undefined) return misunderstood('EMAIL is missing.');
  if (rest.length > 0) return misunderstood('One EMAIL at a time.');
  const address = emailSchema.safeParse(email);
  if (!address.success) return misunderstood(`"${email}" is no e-mail address.`);
  return invite(address.data);
}

async function invite(address: string): Promise<number> {
  const root = projectRoot(import.meta.dirname);
  const file = path.join(root, '.env');
  if (existsSync(file)) loadEnvFile(file);
  const env = readEnv(process.env, root);
  await mkdir(env.dataDir, { recursive: true, mode: 0o700 });
  const keyring = createKeyring(await installationSecret(env.secret, env.dataDir));
  const { url, stop } = await reachDatabase(env);
  const db = openDatabase({ url, max: 2, applicationName: 'lantern admin' });
  const newId = () => randomUUIDv7();
  const clock = systemClock;
  try {
    const invitation = await inviteFromServer(
      {
        pool: db.pool,
        keyring,
        clock,
        newId,
        publicOrigin: env.publicOrigin,
        recordAct: (tx, act) =>
          recordAct(tx, { details: {}, ...act, id: newId(), at: clock.now() }),
      },
      address,
    );
    if (invitation.state === 'frozen') {
      console.error(`The account ${address} is frozen and stays so. Invite another address.`);
      return 1;
    }
    console.log(
      `\nOpen this link once, within 24 hours, to enrol ${address} as an administrator:\n`,
    );
    console.log(`  ${invitation.url}\n`);
    return 0;
  } finally {
    await db.close();
    await stop();
  }
}

/** The configured database, or the embedded one: that of a running Lantern, else started for this. */
async function reachDatabase(env: Env): Promise<{ url: string; stop: () => Promise<void> }> {
  if (env.databaseUrl !== undefined) {
    await migrate({ url: env.databaseUrl });
    return { url: env.databaseUrl, stop: async () => undefined };
  }
  const server = await startEmbedded({
    dataDir: path.join(env.dataDir, 'postgres'),
    log: () => undefined,
    share: true,
  });
  // Beside a running Lantern the tables are there, and its own start alone may change them.
  if (!server.shared) await migrate({ url: server.url });
  return server;
}

function misunderstood(why: string): number {
  console.error(`${why}\n\n${USAGE}`);
  return 2;
}

try {
  process.exitCode = await main();
} catch (error) {
  const message = error instanceof Error ? error.message : 'unknown fault';
  console.error(error instanceof EnvError ? message : `No link was made: ${scrub(message)}`);
  process.exitCode = 1;
}
