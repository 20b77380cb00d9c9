import { randomUUID } from 'node:crypto';
import { TRPCClientError } from '@trpc/client';
import { EDITION } from './edition.ts';
import type { Person } from './person.ts';
import { repeatUntil } from './repeat-until.ts';

const LOOK_MS = 1_000;
/** Staff need a moment; the wall shows meanwhile that nobody has it. */
const REACTS_AFTER_MS = 2_500;

/**
 * Somebody at the desk all day: acknowledges each alarm a moment after it was raised, and where two accounts of an
 * outcome disagree lets the first one stand, since nothing of it is published before that.
 */
export function keepWatch({ api }: Person) {
  const since = new Map<string, number>();
  const acknowledged = new Set<string>();
  const { stop } = repeatUntil(async () => {
    const { open } = await api.alarms.list.query({ edition: EDITION });
    for (const { id, acknowledgedAt } of open) {
      const first = since.get(id) ?? Date.now();
      since.set(id, first);
      if (acknowledgedAt !== null || Date.now() - first < REACTS_AFTER_MS) continue;
      if (await acknowledge(api, id)) acknowledged.add(id);
    }
    await settleDisputes(api);
  }, LOOK_MS);
  return { stop, acknowledged: () => acknowledged.size };
}

/** False where word came in the meantime, and nobody has to be looked for any more. */
async function acknowledge(api: Person['api'], id: string): Promise<boolean> {
  try {
    await api.alarms.acknowledge.mutate({ commandId: randomUUID(), id });
    return true;
  } catch (error) {
    if (error instanceof TRPCClientError && Object(error.data).code === 'conflict') return false;
    throw error;
  }
}

async function settleDisputes(api: Person['api']): Promise<void> {
  const { cities } = await api.board.read.query({ edition: EDITION });
  for (const { slug } of cities.filter(({ disputed }) => disputed)) {
    const place = { edition: EDITION, city: slug };
    const { commands } = await api.field.timeline.query(place);
    const stands = commands.find(({ disputed, settledAt }) => disputed && settledAt === null)?.id;
    if (stands === undefined) continue;
    const reason = 'Made up: both were asked.';
    await api.field.settle.mutate({ commandId: randomUUID(), ...place, stands, reason });
  }
}
