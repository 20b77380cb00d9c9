import { setTimeout as sleep } from 'node:timers/promises';
import type { Lantern } from './lantern.ts';

const PRINT_MS = 20_000;

/** The first administrator's; its link is printed when the start is over, a moment after the server is ready. */
export async function printedToken(lantern: Lantern): Promise<string> {
  const end = performance.now() + PRINT_MS;
  while (performance.now() < end) {
    const token = /\/dashboard\/enrol#(\S+)/u.exec(lantern.output())?.[1];
    if (token !== undefined) return token;
    await sleep(50);
  }
  throw new Error('the server printed no enrolment link');
}
