import { repeatUntil } from './repeat-until.ts';
import { z } from 'zod';

const mailsSchema = z.array(z.object({ to: z.string(), text: z.string(), at: z.string() }));

/** A mail that came for somebody of the rehearsal. */
interface Mail {
  to: string;
  text: string;
}

/** The mailbox of a Lantern in local mode: where a rehearsal's mails go, and nowhere else. */
export interface Mailbox {
  /** Has `take` called once for every mail to the rehearsal from now on, in the order they came. */
  onMail(take: (mail: Mail) => void): void;
  /** What matches `pattern` in a mail to `address`, its first group where it has one; waits for it. */
  find(address: string, pattern: RegExp): Promise<string>;
  stop(): Promise<void>;
}

/** The whole mailbox is read each time; a signer does not look more often either. */
const LOOK_MS = 1_500;
const MAIL_LIMIT_MS = 120_000;

interface Search {
  address: string;
  pattern: RegExp;
  found: (text: string) => void;
}

/** Watches for mails to addresses that end in `domain`. */
export function openMailbox(origin: string, domain: string): Mailbox {
  // An earlier rehearsal's people had the same addresses.
  const opened = Date.now();
  const come: Mail[] = [];
  const known = new Set<string>();
  const takers: ((mail: Mail) => void)[] = [];
  const searches = new Set<Search>();

  const look = async () => {
    const mails = mailsSchema.parse(await (await fetch(`${origin}/dev/mail.json`)).json());
    for (const { to, text, at } of mails.toReversed()) {
      const key = `${to} ${at} ${text.length}`;
      if (!to.endsWith(domain) || Date.parse(at) < opened || known.has(key)) continue;
      known.add(key);
      come.push({ to, text });
      for (const take of takers) take({ to, text });
    }
    for (const search of searches) answer(search);
  };
  const answer = (search: Search) => {
    for (const { to, text } of come) {
      const match = to === search.address ? search.pattern.exec(text) : null;
      if (!match) continue;
      searches.delete(search);
      search.found(match[1] ?? match[0]);
      return;
    }
  };
  const looking = repeatUntil(look, LOOK_MS);
  return {
    onMail: (take) => void takers.push(take),
    find: async (address, pattern) => {
      const { promise, resolve, reject } = Promise.withResolvers<string>();
      const late = setTimeout(
        () => reject(new Error(`the mail that ${address} waits for has not come`)),
        MAIL_LIMIT_MS,
      );
      const search = { address, pattern, found: resolve };
      searches.add(search);
      answer(search);
      return promise.finally(() => {
        clearTimeout(late);
        searches.delete(search);
      });
    },
    stop: looking.stop,
  };
}
