import { randomUUIDv7 } from 'node:crypto';
import { emailSchema } from '@lantern/schemas/signature';
import { runCommand, withInstallation } from '../app/installation.ts';
import { inviteFromServer } from '../features/auth/server-invitation.ts';
import { recordAct } from '../platform/audit.ts';
import { systemClock } from '../platform/clock.ts';

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
  const invitation = await withInstallation(
    { applicationName: 'lantern-admin', besideServer: true, migrates: 'any' },
    ({ env, keyring, db }) =>
      inviteFromServer(
        {
          pool: db.pool,
          keyring,
          clock: systemClock,
          newId,
          publicOrigin: env.publicOrigin,
          recordAct: (tx, act) =>
            recordAct(tx, { details: {}, ...act, id: newId(), at: systemClock.now() }),
        },
        address,
      ),
  );
  if (invitation.state === 'frozen') {
    console.error(`The account ${address} is frozen and stays so. Invite another address.`);
    return 1;
  }
  console.log(`\nOpen this link once, within 24 hours, to enrol ${address} as an administrator:\n`);
  console.log(`  ${invitation.url}\n`);
  return 0;
}

const newId = () => randomUUIDv7();

function misunderstood(why: string): number {
  console.error(`${why}\n\n${USAGE}`);
  return 2;
}

await runCommand('Invitation', main);
