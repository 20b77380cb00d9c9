import type { Call } from '../../shared/api/field-api.ts';
import { newCommandId } from '../../shared/command-id.ts';
import { createWhoIs } from './acquaintance.ts';
import { createDispatcher } from './dispatcher.ts';
import { createState, type FieldPerson, type FieldState, type StateCell } from './field-state.ts';
import { createHeardServer } from './heard-server.ts';
import { createKeeper } from './keeper.ts';
import { createNews } from './news.ts';
import { createPlans } from './plans.ts';
import { createQueue, type Queue } from './queue.ts';
import { createSendLock } from './send-lock.ts';
import { createSaying, type Saying } from './saying.ts';
import { sendCommand } from './send-command.ts';
import { sendRound } from './sender.ts';
import type { Command, Store } from './store.ts';

export interface FieldApp extends Saying {
  subscribe: StateCell['subscribe'];
  state: () => FieldState;
  undo: Queue['undo'];
  discard: Queue['discard'];
  /** Tells the server that announcements were seen. */
  markRead: (ids: readonly string[]) => void;
  /** Asks the server for what is new and sends what waits. */
  refresh: () => void;
  /** What to add to the device's clock, ms; null: no server was heard yet. */
  offsetMs: () => number | null;
  /** Shows nothing of whoever was here any more; what waits stays theirs. */
  forget: () => Promise<void>;
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
  const news = createNews({ ask: server.ask, keeper, state });
  const dispatcher = createDispatcher({
    lock: createSendLock(store, newCommandId()),
    round: async () => {
      const { me } = state.get();
      if (!me) return null;
      const send = (command: Command) => sendCommand(server.ask, command);
      const end = await sendRound(me.accountId, { queue, send, whoIs, now });
      if (end.halt === 'signed-out') state.become({ signedIn: false });
      // Outcomes left the phone: what they were, the server tells.
      if (end.sent > 0) void plans.read().then(news.read);
      return end;
    },
    changed: () => state.become({ sending: dispatcher.state() }),
    now,
    random: Math.random,
  });
  const refresh = () => {
    void whoIs().then(plans.read).then(news.read);
    dispatcher.kick();
  };
  const open = async () => {
    const me = await keeper.read<FieldPerson>('me');
    await server.recall();
    if (me) await Promise.all([plans.recall(me.accountId), news.recall(me.accountId)]);
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
    ...createSaying({
      queue,
      state,
      now,
      offsetMs: server.offsetMs,
      added: () => {
        wake();
        dispatcher.kick();
      },
    }),
    undo: queue.undo,
    discard: queue.discard,
    markRead: (ids) => void news.markRead(ids),
    refresh,
    offsetMs: server.offsetMs,
    forget: async () => {
      await keeper.forgetAll();
      state.become({ me: null, signedIn: false, cities: null, kits: {}, news: [] });
      await reread();
    },
    stop: dispatcher.stop,
  };
}

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
