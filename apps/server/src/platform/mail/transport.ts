import { createTransport } from 'nodemailer';
import type { ComposedMail } from './composed-mail.ts';
import type { SmtpSettings } from './smtp-url.ts';

/** Hands mails to one SMTP server. */
export interface MailTransport {
  /** Name of the pace all nodes share for it. */
  readonly pace: string;
  readonly ratePerSecond: number;
  /** Mails it can carry at a time. */
  readonly connections: number;
  /** Resolves on the server's 250; throws nodemailer's error otherwise ({@link smtpFault} reads it). */
  send(mail: ComposedMail, messageId: string): Promise<void>;
  /** Ends every connection at once; a mail that is on its way fails. */
  close(): void;
}

/**
 * Seen beside the address in an inbox list: it must not tell what the mail is about to whoever looks at
 * the screen.
 */
const SENDER_NAME = 'Lantern';

// Together well below the queue's claim (40 s), so that a mail that hangs is given up before another
// node may take it.
const CONNECT_MS = 10_000;
const SILENCE_MS = 15_000;
const SEND_MS = 25_000;

/** Pooled connections to the server of `settings`. */
export function createSmtpTransport(
  settings: SmtpSettings,
  {
    pace = 'provider',
    silenceMs = SILENCE_MS,
  }: {
    pace?: string;
    /** How long the server may say nothing. */
    silenceMs?: number;
  } = {},
): MailTransport {
  const mailer = createTransport({
    pool: true,
    host: settings.host,
    port: settings.port,
    secure: settings.secure,
    requireTLS: settings.startTls === 'require',
    ignoreTLS: settings.startTls === 'off',
    ...(settings.auth && { auth: settings.auth }),
    maxConnections: settings.connections,
    // The queue retries; a pool that did so too could send twice after a lost 250.
    maxRequeues: 0,
    connectionTimeout: CONNECT_MS,
    greetingTimeout: Math.min(CONNECT_MS, silenceMs),
    dnsTimeout: CONNECT_MS,
    socketTimeout: silenceMs,
    idleTimeout: 30_000,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    pace,
    ratePerSecond: settings.ratePerSecond,
    connections: settings.connections,
    send: async (mail, messageId) => {
      await mailer.sendMail({
        from: { name: SENDER_NAME, address: settings.from },
        to: { name: '', address: mail.to },
        subject: mail.subject,
        html: mail.html,
        text: mail.text,
        messageId: `<${messageId}@${domainOf(settings.from)}>`,
        headers: {
          'Content-Language': mail.locale,
          // Keeps holiday replies away (RFC 3834).
          'Auto-Submitted': 'auto-generated',
          'X-Auto-Response-Suppress': 'All',
          ...mail.headers,
        },
        xMailer: false,
        signal: AbortSignal.timeout(SEND_MS),
      });
    },
    close: () => mailer.close({ force: true }),
  };
}

const domainOf = (address: string): string => address.slice(address.lastIndexOf('@') + 1);
