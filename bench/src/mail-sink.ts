import { setTimeout as sleep } from 'node:timers/promises';
import { startSmtpSink } from './smtp-sink.ts';

/** The provider of the bench: takes every mail, so that the outbox is really worked off. */
export interface MailSink {
  /** For `SMTP_URL`; the pace is the default one. */
  url: string;
  /** How many mails it has taken. */
  taken(): number;
  /** The token of a mailed link that confirms, waited for if none has come yet; throws after a minute. */
  confirmingToken(): Promise<string>;
  stop(): Promise<void>;
}

const CONFIRMING = /\/petition\/confirm\?token=([A-Za-z0-9_-]{43})/u;

/** Longest that a link is waited for. */
const LINK_MS = 60_000;

/** Listens on a free port of the loopback interface. */
export async function startMailSink(): Promise<MailSink> {
  let taken = 0;
  const token = Promise.withResolvers<string>();
  const { port, stop } = await startSmtpSink((mail) => {
    const found = CONFIRMING.exec(mail.text)?.[1];
    if (found !== undefined) token.resolve(found);
    taken += 1;
  });
  return {
    url: `smtp://127.0.0.1:${port}?tls=off`,
    taken: () => taken,
    confirmingToken: async () => {
      const found = await Promise.race([token.promise, sleep(LINK_MS, null, { ref: false })]);
      if (found === null) throw new Error('no mail with a link that confirms has come');
      return found;
    },
    stop,
  };
}
