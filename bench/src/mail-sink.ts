import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { callbackify } from 'node:util';
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server';

/** The provider of the bench: takes every mail, so that the outbox is really worked off. */
export interface MailSink {
  /** For `SMTP_URL`; the pace is the default one. */
  url: string;
  /** How many mails it has taken. */
  taken(): number;
  /** The token of a mailed link that confirms, waited for if none has come yet. */
  confirmingToken(): Promise<string>;
  stop(): Promise<void>;
}

const CONFIRMING = /\/petition\/confirm\?token=([A-Za-z0-9_-]{43})/u;

/** Quoted-printable as far as links need it. */
const unfolded = (mail: string): string => mail.replaceAll('=\r\n', '').replaceAll('=3D', '=');

/** Listens on a free port of the loopback interface. */
export async function startMailSink(): Promise<MailSink> {
  let taken = 0;
  const token = Promise.withResolvers<string>();
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    logger: false,
    disableReverseLookup: true,
    onData: callbackify(async (stream: SMTPServerDataStream, _session: SMTPServerSession) => {
      const found = CONFIRMING.exec(unfolded(await text(stream)))?.[1];
      if (found !== undefined) token.resolve(found);
      taken += 1;
    }),
  });
  // A server that is ended in the middle of a mail is no fault here.
  server.on('error', () => undefined);
  const listener = server.listen(0, '127.0.0.1');
  await once(listener, 'listening');
  const address = listener.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return {
    url: `smtp://127.0.0.1:${port}?tls=off`,
    taken: () => taken,
    confirmingToken: () => token.promise,
    stop: () =>
      new Promise((resolve) => {
        for (const connection of server.connections) connection.close();
        server.close(() => resolve());
      }),
  };
}
