import { once } from 'node:events';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { callbackify } from 'node:util';
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server';
import type { Clock } from '../clock.ts';
import { openCaughtMails, type CaughtMails } from './caught-mails.ts';
import { defaultFrom } from './smtp-url.ts';
import { tcpPort } from './tcp-port.ts';
import { createSmtpTransport, type MailTransport } from './transport.ts';

/**
 * Local mode's mail provider: a real SMTP server on a free loopback port that keeps what it gets and sends
 * nothing on, so that the whole way of a mail is tried, up to the wire.
 */
export interface MailCatcher {
  readonly mails: CaughtMails;
  /** Speaks SMTP to this catcher. */
  readonly transport: MailTransport;
  readonly port: number;
  stop(): Promise<void>;
}

/** Far above what anyone signs by hand, far below what would load a laptop. */
const CATCHER_RATE = 200;
const MAIL_MAX_BYTES = 1024 * 1024;

/** Keeps the mails under `dataDir`, so that a restart shows them again. */
export async function startMailCatcher({
  dataDir,
  publicOrigin,
  clock,
}: {
  dataDir: string;
  publicOrigin: string;
  clock: Clock;
}): Promise<MailCatcher> {
  const mails = await openCaughtMails(join(dataDir, 'dev-mail'), () => clock.now());
  const server = createServer(mails);
  const listener = server.listen(0, '127.0.0.1');
  await once(listener, 'listening');
  const port = tcpPort(listener);
  const transport = createSmtpTransport(
    {
      host: '127.0.0.1',
      port,
      secure: false,
      startTls: 'off',
      auth: null,
      ratePerSecond: CATCHER_RATE,
      connections: 2,
      from: defaultFrom(publicOrigin),
    },
    { pace: 'catcher' },
  );
  return {
    mails,
    transport,
    port,
    stop: async () => {
      transport.close();
      await new Promise<void>((resolve) => {
        server.close(resolve);
      });
    },
  };
}

function createServer(mails: CaughtMails): SMTPServer {
  return new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    logger: false,
    size: MAIL_MAX_BYTES,
    disableReverseLookup: true,
    onData: callbackify(async (stream: SMTPServerDataStream, { envelope }: SMTPServerSession) => {
      const recipients = envelope.rcptTo.map(({ address }) => address);
      await mails.add(await buffer(stream), recipients);
    }),
  });
}
