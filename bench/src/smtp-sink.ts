import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { callbackify } from 'node:util';
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server';

/** A mail as it came. */
interface TakenMail {
  to: string;
  /** Headers and both parts, their quoted-printable undone as far as links need it. */
  text: string;
}

/** An SMTP server that takes every mail. */
export interface SmtpSink {
  port: number;
  stop: () => Promise<void>;
}

/** Listens on a free port of the loopback interface; `take` hears of each mail before it is answered. */
export async function startSmtpSink(take: (mail: TakenMail) => void): Promise<SmtpSink> {
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    logger: false,
    disableReverseLookup: true,
    onData: callbackify(async (stream: SMTPServerDataStream, { envelope }: SMTPServerSession) => {
      const raw = await text(stream);
      const plain = raw.replaceAll(/=\r?\n/gu, '').replaceAll('=3D', '=');
      take({ to: envelope.rcptTo[0]?.address ?? '', text: plain });
    }),
  });
  // A sender that is ended in the middle of a mail is no fault here.
  server.on('error', () => undefined);
  const listener = server.listen(0, '127.0.0.1');
  await once(listener, 'listening');
  const address = listener.address();
  return {
    port: typeof address === 'object' && address ? address.port : 0,
    stop: () =>
      new Promise((resolve) => {
        for (const connection of server.connections) connection.close();
        server.close(() => resolve());
      }),
  };
}
