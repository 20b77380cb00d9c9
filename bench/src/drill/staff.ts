import { openOrganiser } from '../organiser.ts';
import type { DrillLog } from './log.ts';
import type { Machine } from './machine.ts';

/** Organisers, of whom two are frozen: one before the backup and one after it. */
export interface Staff {
  freezeOne(): Promise<void>;
  freezeTheOther(): Promise<void>;
  /** On the machine that was made from the backup, which has the same address. */
  judge(log: DrillLog): Promise<void>;
}

const EARLY = 'early@desk.example';
const LATE = 'late@desk.example';

export async function openStaff(machine: Machine): Promise<Staff> {
  const { origin } = machine;
  const admin = openOrganiser(origin);
  const { output } = await machine.command('admin', 'invite', 'admin@desk.example');
  await admin.enrol(tokenIn(output));
  for (const email of [EARLY, LATE]) {
    // The shape of what an invitation answers where no second person is needed.
    const asked = (await admin.act('auth.invite', { email, role: 'moderator' })) as {
      link: string;
    };
    await openOrganiser(origin).enrol(tokenIn(asked.link));
  }
  const people = async () =>
    // The contract's shape.
    (await admin.ask('auth.people')) as { id: string; email: string; frozenAt: string | null }[];
  const find = async (email: string) => {
    const person = (await people()).find((one) => one.email === email);
    if (!person) throw new Error(`${email} is not among the people`);
    return person;
  };
  const freeze = async (email: string) => {
    await admin.act('auth.freeze', { accountId: (await find(email)).id });
  };
  return {
    freezeOne: () => freeze(EARLY),
    freezeTheOther: () => freeze(LATE),
    judge: async (log) => {
      const wasSignedOut = await admin.ask('auth.people').then(
        () => false,
        () => true,
      );
      await admin.signIn();
      log.holds('organisers are signed out, and their passkeys let them in again', wasSignedOut);
      const early = await find(EARLY);
      log.holds('an account frozen before the backup is frozen', early.frozenAt !== null);
      const late = await find(LATE);
      log.holds(
        'of one frozen since, nothing is known here: to be frozen again by hand',
        late.frozenAt === null,
      );
    },
  };
}

function tokenIn(words: string): string {
  const token = /\/dashboard\/enrol#(\S+)/u.exec(words)?.[1];
  if (token === undefined) throw new Error(`no enrolment link: ${words}`);
  return token;
}
