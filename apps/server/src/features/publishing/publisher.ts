import { transaction, type Transaction } from '@lantern/db/database';
import type { PublishFrom } from '@lantern/schemas/action';
import type { Pool } from 'pg';
import type { CityOfEdition } from '../../platform/city-access.ts';
import { appendEvents, type NewEvent } from '../../platform/events.ts';
import {
  findNext,
  listWaiting,
  readPublished,
  lockDue,
  markPublished,
  markSuperseded,
  takeNode,
  writeCity,
  writePublicOutcome,
  type Due,
} from './publisher.repo.ts';

/** What publishing is handed. */
export interface PublisherDeps {
  pool: Pool;
  /** From cities: brings what is public of an action to what its plan allows by then. */
  projectAction: (
    tx: Transaction,
    reaching: { actionId: string; reached: PublishFrom; at: Date },
  ) => Promise<void>;
  /** From check-ins: nothing is said of a city meanwhile. */
  takeTurn: (tx: Transaction, city: CityOfEdition) => Promise<unknown>;
}

/**
 * Publishes what is due, the earliest first, each in a transaction of its own with its events; of several nodes one at
 * a time. What is paused, hidden, held or disputed waits, and goes out in its order once it no longer is.
 */
export function createPublisher({ pool, ...seams }: PublisherDeps): PublishDue {
  return async (onStuck) => {
    for (const editionId of await listWaiting(pool)) {
      // What cannot be published holds up nothing else; it is tried again the next time.
      const stuck: string[] = [];
      const next = () => findNext(pool, editionId, stuck);
      for (let found = await next(); found; found = await next()) {
        const { id, city } = found;
        try {
          if (!(await transaction(pool, (tx) => publishOne(tx, { id, editionId, city }, seams))))
            return;
        } catch (error) {
          stuck.push(id);
          onStuck(error, id);
        }
      }
    }
  };
}

/** Publishes what is due; `onStuck` is told of each that could not be. */
export type PublishDue = (onStuck: (error: unknown, id: string) => void) => Promise<void>;

type Seams = Omit<PublisherDeps, 'pool'>;

/** False: another node is at it. */
async function publishOne(
  tx: Transaction,
  { id, ...place }: CityOfEdition & { id: string },
  seams: Seams,
): Promise<boolean> {
  if (!(await takeNode(tx, place.editionId))) return false;
  await seams.takeTurn(tx, place);
  // What was due a moment ago may just have been published, corrected, held, paused or hidden.
  const due = await lockDue(tx, id);
  if (due) await publish(tx, due, seams);
  return true;
}

async function publish(tx: Transaction, due: Due, { projectAction }: Seams): Promise<void> {
  const { id, editionId, city, actionId, at } = due;
  const { status, publicOutcome, isMain } = await readPublished(tx, due);
  // Who came was told of by what came of it.
  if (due.what === 'there' && status !== 'planned') return markSuperseded(tx, { id, at });
  await markPublished(tx, { id, at });
  if (actionId && due.what !== 'plan' && due.outcome === publicOutcome && publicOutcome !== null)
    return;
  if (actionId) {
    await projectAction(tx, { actionId, reached: REACHED[due.what], at });
    if (due.outcome) await writePublicOutcome(tx, { actionId, outcome: due.outcome, at });
  }
  if (due.what === 'there')
    await writeCity(tx, { editionId, city, at, status: 'there', outcome: null });
  else if (isMain && due.outcome) {
    const off = due.outcome === 'called-off';
    await writeCity(tx, {
      editionId,
      city,
      at,
      status: off ? 'called-off' : 'done',
      outcome: due.outcome,
    });
  }
  const corrected = publicOutcome !== null;
  const events = [publicEvent(due, { corrected, isMain })];
  await appendEvents(tx, { editionId, stream: 'public', events });
  await appendEvents(tx, { editionId, stream: 'day', events: [{ kind: 'city-plan', city }] });
}

/** How far the day has come for an action, once this is published. */
const REACHED: Record<Due['what'], PublishFrom> = {
  plan: 'before',
  there: 'during',
  outcome: 'after',
  'called-off': 'after',
};

function publicEvent(
  { what, city, actionId, outcome }: Due,
  { corrected, isMain }: { corrected: boolean; isMain: boolean },
): NewEvent<'public'> {
  if (what === 'there') return { kind: 'city-there', city };
  if (!actionId || !outcome) return { kind: 'city-changed', city };
  // A vigil that is called off calls off no delivery.
  if (what === 'called-off' && isMain && !corrected) return { kind: 'city-called-off', city };
  return { kind: 'city-outcome', city, actionId, outcome, corrected, isMain };
}
