import type { Lantern } from '../lantern.ts';
import { openOrganiser } from '../organiser.ts';
import { printedToken } from '../printed-token.ts';

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
