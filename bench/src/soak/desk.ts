import { setTimeout as sleep } from 'node:timers/promises';
import type { Lantern } from '../lantern.ts';
import { openOrganiser } from '../organiser.ts';

/** What the desk's pages ask for. */
const QUERIES = [
  'overview.read',
  'overview.flow',
  'signing.waiting',
  'signing.decisions',
  'auth.me',
];

/** Somebody who looks at the organisers' desk. */
export interface Desk {
  /** Reads what its pages show, once; throws at any answer but a good one. */
  look(): Promise<void>;
}

/** Enrols the first administrator by the link that the server printed. */
export async function openDesk(lantern: Lantern): Promise<Desk> {
  const organiser = openOrganiser(lantern.origin);
  await organiser.enrol(await printedToken(lantern));
  return {
    look: async () => {
      for (const name of QUERIES) await organiser.ask(name);
    },
  };
}

const PRINT_MS = 20_000;

/** The link is printed when the start is over, a moment after the server is ready. */
async function printedToken(lantern: Lantern): Promise<string> {
  const end = performance.now() + PRINT_MS;
  while (performance.now() < end) {
    const token = /\/dashboard\/enrol#(\S+)/u.exec(lantern.output())?.[1];
    if (token !== undefined) return token;
    await sleep(50);
  }
  throw new Error('the server printed no enrolment link');
}
