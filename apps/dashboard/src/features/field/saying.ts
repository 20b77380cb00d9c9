import type { FieldCity } from '@lantern/schemas/field-mine';
import { newCommandId } from '../../shared/command-id.ts';
import type { StateCell } from './field-state.ts';
import type { Queue } from './queue.ts';
import type { Command, Item } from './store.ts';

/** The unsaid part of a command: what is not the same for all. */
export type Said = {
  [Kind in Command['kind']]: Omit<
    Extract<Command, { kind: Kind }>,
    'commandId' | 'edition' | 'city' | 'actor' | 'deviceAt' | 'offsetMs'
  >;
}[Command['kind']];

/** What the person says; each resolves once the phone has it, or the state says that it has not. */
export interface Saying {
  say: (city: FieldCity, said: Said, options?: { undoable?: boolean }) => Promise<void>;
  /** What was said in the place of a refused item; it happened when it happened. */
  mend: (item: Item, said: Said) => Promise<void>;
}

interface SayingDeps {
  queue: Queue;
  state: StateCell;
  /** What to add to the device's clock, ms; null: no server was heard yet. */
  offsetMs: () => number | null;
  /** Something waits to be sent. */
  added: () => void;
  now: () => number;
}

/** Where and when something is said. */
type Circumstances = Pick<Command, 'edition' | 'city' | 'deviceAt' | 'offsetMs'>;

export function createSaying({ queue, state, offsetMs, added, now }: SayingDeps): Saying {
  const complete = (said: Said, at: Circumstances): Command => ({
    ...said,
    commandId: newCommandId(now()),
    edition: at.edition,
    city: at.city,
    actor: state.get().me?.accountId ?? '',
    deviceAt: at.deviceAt,
    offsetMs: at.offsetMs ?? offsetMs(),
  });
  /** A full disk must not look like something that waits. */
  const keep = async (work: Promise<void>) => {
    const isKept = await work.then(
      () => true,
      () => false,
    );
    state.become({ notKept: !isKept });
    if (isKept) added();
  };
  return {
    say: ({ edition, city }, said, options) => {
      const deviceAt = new Date(now()).toISOString();
      const at = { edition: edition.slug, city: city.slug, deviceAt, offsetMs: null };
      return keep(queue.add(complete(said, at), options));
    },
    mend: ({ commandId, command }, said) => keep(queue.mend(commandId, complete(said, command))),
  };
}
