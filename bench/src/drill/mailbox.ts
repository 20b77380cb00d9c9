import { startSmtpSink } from '../smtp-sink.ts';

export type Purpose = 'confirm' | 'withdraw' | 'erase' | 'unsubscribe';

/** A mail as its reader finds it. */
interface ReadMail {
  to: string;
  /** Milliseconds since 1970. */
  at: number;
  tokens: Partial<Record<Purpose, string>>;
}

/** The inboxes of everybody in the drill, behind a real SMTP server. */
export interface Mailbox {
  url: string;
  mails: readonly ReadMail[];
  /** The mails of one address, oldest first. */
  of(email: string): readonly ReadMail[];
  stop(): Promise<void>;
}

const LINK = /\/petition\/(confirm|withdraw|erase|unsubscribe)\?token=([\w-]{43})/gu;
/** Mails a second; slow enough that some wait at any moment of the load. */
const RATE = 120;

export async function openMailbox(): Promise<Mailbox> {
  const mails: ReadMail[] = [];
  const byAddress = new Map<string, ReadMail[]>();
  const { port, stop } = await startSmtpSink(({ to, text }) => {
    const mail = { to, at: Date.now(), tokens: tokensIn(text) };
    mails.push(mail);
    byAddress.set(to, [...(byAddress.get(to) ?? []), mail]);
  });
  return {
    url: `smtp://127.0.0.1:${port}?tls=off&rate=${RATE}`,
    mails,
    of: (email) => byAddress.get(email) ?? [],
    stop,
  };
}

function tokensIn(text: string): ReadMail['tokens'] {
  return Object.fromEntries([...text.matchAll(LINK)].map(([, purpose, token]) => [purpose, token]));
}
