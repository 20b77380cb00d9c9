import { setTimeout as sleep } from 'node:timers/promises';
import { openInterfaces } from './interfaces.ts';
import type { Mailbox, Purpose } from './mailbox.ts';

/** One who signs, with all that they know about it. Times are milliseconds since 1970. */
export interface Person {
  email: string;
  /** When the 202 came. */
  signedAt: number;
  confirmed: { asked: number; answered: number; number: number } | null;
  /** Withdrew or had themselves erased. */
  left: { asked: number; answered: number; by: 'withdraw' | 'erase' } | null;
}

export type People = ReturnType<typeof createPeople>;

const LOOK_MS = 20;

/** A crowd that uses the public interfaces and reads its mail. */
export function createPeople(origin: string, mailbox: Mailbox) {
  const all: Person[] = [];
  const ledger: { asked: number; answered: number }[] = [];
  let textHash: string | null = null;

  const { get, post, mailsQueued } = openInterfaces(origin);
  const read = async (): Promise<string> => {
    // The contract's shape.
    const petition = (await get('/api/v1/petition')) as { textHash: { en: string } };
    return petition.textHash.en;
  };
  const token = (person: Person, purpose: Purpose): string =>
    mailbox.of(person.email).findLast(({ tokens }) => tokens[purpose])?.tokens[purpose] ?? '';

  /** Whatever the ledger has to remember. */
  const end = async (person: Person, purpose: Purpose) => {
    const asked = Date.now();
    await post(`/trpc/signing.${purpose}`, { token: token(person, purpose) });
    const times = { asked, answered: Date.now() };
    ledger.push(times);
    return times;
  };

  return {
    all,
    /** When people asked to be erased, withdrawn or unsubscribed, and were answered. */
    ledger,
    get,
    sign: async (): Promise<Person> => {
      textHash ??= await read();
      // A domain each: this is a crowd, not one mail server's catch-all.
      const email = `person${all.length}@home${all.length}.example`;
      const person: Person = { email, signedAt: Infinity, confirmed: null, left: null };
      all.push(person);
      const form = { name: 'Ana Lima', email, country: 'BR', locale: 'en', textHash };
      await post('/api/v1/signatures', form);
      person.signedAt = Date.now();
      return person;
    },
    hasMail: (person: Person): boolean => mailbox.of(person.email).length > 0,
    mailed: async (person: Person): Promise<void> => {
      while (mailbox.of(person.email).length === 0) await sleep(LOOK_MS);
    },
    confirm: async (person: Person): Promise<number | null> => {
      const asked = Date.now();
      // The shape of ConfirmationResult in tRPC's envelope.
      const { result } = (await post('/trpc/signing.confirm', {
        token: token(person, 'confirm'),
      })) as { result: { data: { number?: number } } };
      const number = result.data.number ?? null;
      if (number !== null) person.confirmed = { asked, answered: Date.now(), number };
      return number;
    },
    leave: async (person: Person, by: 'withdraw' | 'erase'): Promise<void> => {
      const times = await end(person, by);
      person.left = { ...times, by };
    },
    unsubscribe: (person: Person) => end(person, 'unsubscribe'),
    mailsQueued,
    /** What the server says of a signature to who holds its link. */
    inspect: async (person: Person): Promise<{ state: string; number: number | null }> => {
      const input = encodeURIComponent(
        JSON.stringify({ purpose: 'withdraw', token: token(person, 'withdraw') }),
      );
      const { result } = (await get(`/trpc/signing.inspect?input=${input}`)) as {
        result: { data: { state: string; number: number | null } };
      };
      return result.data;
    },
  };
}
