import type { FieldCity, FieldKit } from '@lantern/schemas/field-mine';
import type { Announcement } from '../../shared/api/field-api.ts';
import type { Sending } from './dispatcher.ts';
import type { Item, Received } from './store.ts';

/** A person as the server named them. */
export interface FieldPerson {
  accountId: string;
  role: string;
}

/** An announcement of an edition. */
export type News = Announcement & { edition: string };

/** All that the screen shows; replaced whole, never changed. */
export interface FieldState {
  /** False until what the phone keeps was read. */
  ready: boolean;
  /** Who was last signed in here. */
  me: FieldPerson | null;
  /** Whether the session holds, as far as was heard. */
  signedIn: boolean;
  cities: readonly FieldCity[] | null;
  /** What is at hand for each of them, by their place in the queue. */
  kits: Readonly<Record<string, FieldKit>>;
  /** What was announced to this person, the newest first. */
  news: readonly News[];
  /** Own items, in order. */
  items: readonly Item[];
  /** Items of other people that wait on this phone. */
  others: number;
  received: readonly Received[];
  /** What was said last could not be written on this phone. */
  notKept: boolean;
  sending: Sending;
}

const EMPTY: FieldState = {
  ready: false,
  me: null,
  signedIn: false,
  cities: null,
  kits: {},
  news: [],
  items: [],
  others: 0,
  received: [],
  notKept: false,
  sending: { busy: false, halt: null },
};

/** Where the state stands, for those who change it and for the screen that follows. */
export interface StateCell {
  get: () => FieldState;
  become: (next: Partial<FieldState>) => void;
  subscribe: (changed: () => void) => () => void;
}

export function createState(): StateCell {
  const listeners = new Set<() => void>();
  let state = EMPTY;
  return {
    get: () => state,
    become: (next) => {
      state = { ...state, ...next };
      for (const listener of listeners) listener();
    },
    subscribe: (changed) => {
      listeners.add(changed);
      return () => void listeners.delete(changed);
    },
  };
}
