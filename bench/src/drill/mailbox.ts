import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { callbackify } from 'node:util';
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server';

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
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    logger: false,
    disableReverseLookup: true,
    onData: callbackify(async (stream: SMTPServerDataStream, { envelope }: SMTPServerSession) => {
      const raw = await text(stream);
      const to = envelope.rcptTo[0]?.address ?? '';
      const mail = { to, at: Date.now(), tokens: tokensIn(raw) };
      mails.push(mail);
      byAddress.set(to, [...(byAddress.get(to) ?? []), mail]);
    }),
  });
  // A sender that is lost in the middle of a mail is what a drill is about.
  server.on('error', () => undefined);
  const listener = server.listen(0, '127.0.0.1');
  await once(listener, 'listening');
  const address = listener.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return {
    url: `smtp://127.0.0.1:${port}?tls=off&rate=${RATE}`,
    mails,
    of: (email) => byAddress.get(email) ?? [],
    stop: () =>
      new Promise((resolve) => {
        for (const connection of server.connections) connection.close();
        server.close(() => resolve());
      }),
  };
}

function tokensIn(raw: string): ReadMail['tokens'] {
  const plain = raw.replaceAll(/=\r?\n/gu, '').replaceAll('=3D', '=');
  return Object.fromEntries(
    [...plain.matchAll(LINK)].map(([, purpose, token]) => [purpose, token]),
  );
}
