import type { FieldCommandInput } from '@lantern/schemas/field';
import type { FieldCity } from '@lantern/schemas/field-mine';
import type { Call } from '../../shared/api/field-api.ts';
import { newCommandId } from '../../shared/command-id.ts';
import { createWhoIs } from './acquaintance.ts';
import { createDispatcher } from './dispatcher.ts';
import { createState, type FieldPerson, type FieldState, type StateCell } from './field-state.ts';
import { createHeardServer } from './heard-server.ts';
import { createKeeper } from './keeper.ts';
import { createPlans } from './plans.ts';
import { createQueue, type Queue } from './queue.ts';
import { createSendLock } from './send-lock.ts';
import { sendRound } from './sender.ts';
import type { Item, Store } from './store.ts';

/** The unsaid part of a command: what is not the same for all. */
export type Said = {
  [Kind in FieldCommandInput['kind']]: Omit<
    Extract<FieldCommandInput, { kind: Kind }>,
    'commandId' | 'edition' | 'city' | 'actor' | 'deviceAt' | 'offsetMs'
  >;
}[FieldCommandInput['kind']];

export interface FieldApp {
  subscribe: StateCell['subscribe'];
  state: () => FieldState;
  /** Puts what was said into the queue, which keeps it before this resolves. */
  say: (city: FieldCity, said: Said, options?: { undoable?: boolean }) => Promise<void>;
  /** What was said in the place of a refused item; it happened when it happened. */
  mend: (item: Item, said: Said) => Promise<void>;
  undo: Queue['undo'];
  discard: Queue['discard'];
  /** Asks the server for what is new and sends what waits. */
  refresh: () => void;
  /** What to add to the device's clock, ms; null: no server was heard yet. */
  offsetMs: () => number | null;
  stop: () => void;
}

/** This phone's other tabs and its worker. */
export interface Others {
  /** Tells them that the queue changed. */
  tell: () => void;
  /** Told when one of them changed it. */
  onTold: (changed: () => void) => void;
}

export interface FieldAppDeps {
  store: Store;
  call: Call;
  others: Others;
  /** Asks the system to wake the worker when there is a network; nothing where it cannot. */
  wake: () => void;
  now: () => number;
}

export function createFieldApp({ store, call, others, wake, now }: FieldAppDeps): FieldApp {
  const keeper = createKeeper(store);
  const state = createState();
  const server = createHeardServer(call, keeper);
  const reread = () => readQueue(queue, state);
  const queue = createQueue({
    store,
    now,
    changed: () => {
      others.tell();
      void reread();
    },
  });
  const whoIs = createWhoIs({ ask: server.ask, keeper, state, reread });
  const plans = createPlans({ ask: server.ask, keeper, state });
  const dispatcher = createDispatcher({
    lock: createSendLock(store, newCommandId()),
    round: async () => {
      const { me } = state.get();
      if (!me) return null;
      const send = (command: FieldCommandInput) => server.ask('field.send', command);
      const end = await sendRound(me.accountId, { queue, send, whoIs, now });
      if (end.halt === 'signed-out') state.become({ signedIn: false });
      return end;
    },
    changed: () => state.become({ sending: dispatcher.state() }),
    now,
    random: Math.random,
  });
  const refresh = () => {
    void whoIs().then(plans.read);
    dispatcher.kick();
  };
  const complete = (said: Said, { edition, city, deviceAt }: Circumstances): FieldCommandInput => ({
    ...said,
    commandId: newCommandId(now()),
    edition,
    city,
    actor: state.get().me?.accountId ?? '',
    deviceAt,
    offsetMs: server.offsetMs(),
  });
  const open = async () => {
    const me = await keeper.read<FieldPerson>('me');
    await server.recall();
    if (me) await plans.recall(me.accountId);
    state.become({ me, signedIn: me !== null });
    await reread();
    state.become({ ready: true });
    refresh();
  };
  others.onTold(() => void reread());
  void open();

  return {
    subscribe: state.subscribe,
    state: state.get,
    say: async ({ edition, city }, said, options) => {
      const at = {
        edition: edition.slug,
        city: city.slug,
        deviceAt: new Date(now()).toISOString(),
      };
      await queue.add(complete(said, at), options);
      wake();
      dispatcher.kick();
    },
    mend: async ({ commandId, command }, said) => {
      await queue.mend(commandId, complete(said, command));
      dispatcher.kick();
    },
    undo: queue.undo,
    discard: queue.discard,
    refresh,
    offsetMs: server.offsetMs,
    stop: dispatcher.stop,
  };
}

/** Where and when something is said. */
type Circumstances = Pick<FieldCommandInput, 'edition' | 'city' | 'deviceAt'>;

async function readQueue(queue: Queue, state: StateCell): Promise<void> {
  const [all, marks] = await Promise.all([queue.items(), queue.received()]);
  const isMine = (entry: { actor: string }) => entry.actor === state.get().me?.accountId;
  const items = all.filter(isMine);
  state.become({
    items,
    others: all.length - items.length,
    received: marks.filter(isMine),
  });
}
