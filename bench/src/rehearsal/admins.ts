import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import path from 'node:path';
import { openPerson, tokenOf, type Person } from './person.ts';

const COMMAND = path.resolve(import.meta.dirname, '../../../tooling/command.mjs');
const LINK = /https?:\/\/\S+\/enrol#\S+/u;

/** The two administrators of a rehearsal: one asks, the other gives the second word. */
export interface Admins {
  one: Person;
  two: Person;
}

/** Lets one in, who may be gone at the next moment: a wipe takes everyone of the rehearsal. */
export const letOneIn = (origin: string, domain: string) => letIn(origin, `admin-one@${domain}`);

/** Lets two administrators in by the server's own command, as where all are locked out. */
export async function letAdminsIn(origin: string, domain: string): Promise<Admins> {
  const one = await letOneIn(origin, domain);
  return { one, two: await letIn(origin, `admin-two@${domain}`) };
}

async function letIn(origin: string, email: string): Promise<Person> {
  const command = spawn(process.execPath, [COMMAND, 'admin', 'invite', email], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const said = await text(command.stdout);
  const link = LINK.exec(said)?.[0];
  if (link === undefined) throw new Error(`no enrolment link for an administrator came:\n${said}`);
  const person = openPerson(origin);
  await person.enrol(tokenOf(link));
  await person.addPasskey();
  return person;
}
