import type { Transaction } from '@lantern/db/database';
import type { CityOfEdition } from '../../platform/city-access.ts';
import { hasArrival, insertPublication, supersede, unscheduleArrival } from './scheduling.repo.ts';

/** Something that the public is to learn of once it is due. */
export interface ToPublish extends CityOfEdition {
  /** The field command it comes from. */
  commandId: string;
  what: 'there' | 'outcome' | 'called-off';
  actionId: string;
  outcome: string | null;
  /** By the edition's clock. */
  dueAt: Date;
}

/**
 * Puts something into the queue. An outcome takes the place of one of the same action that still waits, and is due no
 * earlier than that one was. People arrive once.
 */
export function createScheduling({ newId }: { newId: () => string }) {
  const schedule = async (tx: Transaction, { dueAt, ...publication }: ToPublish): Promise<void> => {
    if (publication.what === 'there') {
      if (!(await hasArrival(tx, publication)))
        await insertPublication(tx, { ...publication, dueAt, id: newId() });
      return;
    }
    const waited = await supersede(tx, { actionId: publication.actionId });
    const latest = Math.max(dueAt.getTime(), ...waited.map((at) => at.getTime()));
    await insertPublication(tx, { ...publication, dueAt: new Date(latest), id: newId() });
  };
  return { schedule, unscheduleArrival };
}
