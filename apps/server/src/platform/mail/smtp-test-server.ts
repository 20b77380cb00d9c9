import { EventEmitter, once } from 'node:events';
import { buffer } from 'node:stream/consumers';
import { callbackify } from 'node:util';
import PostalMime from 'postal-mime';
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server';
import type { SmtpSettings } from './smtp-url.ts';
import { tcpPort } from './tcp-port.ts';

/** What a test's SMTP server took. */
export interface ReceivedMail {
  to: string;
  subject: string;
  messageId: string;
  raw: string;
  /** `performance.now()` when it was taken. */
  at: number;
}

export interface TestSmtpServer {
  readonly settings: SmtpSettings;
  readonly received: readonly ReceivedMail[];
  /** Resolves when `count` mails have been taken; fails after 20 s. */
  took(count: number): Promise<void>;
  stop(): Promise<void>;
}

/** Answers a refusal with its SMTP status, or null to go on. */
export type Judge = (address: string) => { status: number; message: string } | null;

/** A real SMTP server for tests, as friendly or hostile as asked. */
export async function startTestSmtp({
  port = 0,
  judge = () => null,
  beforeAnswer = () => Promise.resolve(),
  ratePerSecond = 500,
}: {
  port?: number;
  judge?: Judge;
  /** Runs when a mail was read, before the 250. */
  beforeAnswer?: (mail: ReceivedMail) => Promise<void>;
  ratePerSecond?: number;
} = {}): Promise<TestSmtpServer> {
  const received: ReceivedMail[] = [];
  const news = new EventEmitter();
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    logger: false,
    disableReverseLookup: true,
    onRcptTo: ({ address }, _session, done) => {
      const refusal = judge(address);
      done(refusal && Object.assign(new Error(refusal.message), { responseCode: refusal.status }));
    },
    onData: callbackify(async (stream: SMTPServerDataStream, session: SMTPServerSession) => {
      const mail = await take(stream, session);
      received.push(mail);
      news.emit('mail');
      await beforeAnswer(mail);
    }),
  });
  // A client that dies in the middle of a mail is what some tests are about.
  server.on('error', () => undefined);
  const listener = server.listen(port, '127.0.0.1');
  await once(listener, 'listening');
  return {
    settings: settingsFor(tcpPort(listener), ratePerSecond),
    received,
    took: async (count) => {
      const signal = AbortSignal.timeout(20_000);
      while (received.length < count) await once(news, 'mail', { signal });
    },
    stop: () =>
      new Promise((resolve) => {
        for (const connection of server.connections) connection.close();
        server.close(() => resolve());
      }),
  };
}

/** Settings for a server on this machine, there or not. */
export const settingsFor = (port: number, ratePerSecond = 500): SmtpSettings => ({
  host: '127.0.0.1',
  port,
  secure: false,
  startTls: 'off',
  auth: null,
  ratePerSecond,
  connections: 5,
  from: 'no-reply@example.org',
});

async function take(
  stream: SMTPServerDataStream,
  { envelope }: SMTPServerSession,
): Promise<ReceivedMail> {
  const raw = await buffer(stream);
  const { subject, messageId } = await PostalMime.parse(raw);
  return {
    to: envelope.rcptTo.map(({ address }) => address).join(', '),
    subject: subject ?? '',
    messageId: messageId ?? '',
    raw: raw.toString('utf8'),
    at: performance.now(),
  };
}
