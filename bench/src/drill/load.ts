import { setTimeout as sleep } from 'node:timers/promises';
import type { People, Person } from './people.ts';

const LANES = 4;
const BREATH_MS = 15;

/** People who sign, confirm and leave without a pause, until told to stop; answers how many acts that were. */
export function loadedBy(crowd: People, waiting: readonly Person[]): { stop(): Promise<number> } {
  const ended = new AbortController();
  const ready = [...waiting];
  let acts = 0;

  const lane = async (index: number) => {
    for (let turn = index; !ended.signal.aborted; turn += 1) {
      const found = ready.findIndex(crowd.hasMail);
      const [person] = found < 0 ? [] : ready.splice(found, 1);
      if (!person) ready.push(await crowd.sign());
      else {
        await crowd.confirm(person);
        if (turn % 10 === 0) await crowd.leave(person, turn % 20 === 0 ? 'erase' : 'withdraw');
      }
      acts += 1;
      await sleep(BREATH_MS);
    }
  };
  const running = Promise.all(Array.from({ length: LANES }, (_, index) => lane(index)));
  return {
    stop: async () => {
      ended.abort();
      await running;
      return acts;
    },
  };
}
