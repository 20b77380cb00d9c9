import { scrub } from '../logger.ts';

/**
 * What a failed delivery means. `refused`: this mail, for good; `later`: this mail, for now;
 * `outage`: the provider itself, so that no other mail would do better.
 */
type SmtpVerdict = 'refused' | 'later' | 'outage';

/** A fault as it may be logged and stored: without address, name or token. */
export interface SmtpFault {
  verdict: SmtpVerdict;
  /** SMTP status, if the server gave one. */
  smtpCode: number | null;
  /** nodemailer's or Node's code, e.g. `ECONNREFUSED`. */
  code: string;
  /** The SMTP command that failed, without its argument. */
  command: string | null;
  /** The server's words, scrubbed. */
  reason: string;
}

/** Commands whose answer is about the one mail; an answer to any other is about the provider. */
const ABOUT_THE_MAIL: ReadonlySet<string> = new Set(['RCPT TO', 'DATA']);
const REASON_MAX = 200;

/** Judges whatever a transport threw. */
export function smtpFault(error: unknown): SmtpFault {
  const smtpCode = numberOf(error, 'responseCode');
  const command = textOf(error, 'command');
  const code = textOf(error, 'code') ?? 'UNKNOWN';
  return {
    verdict: verdict({ smtpCode, command, code }),
    smtpCode,
    code: /^[A-Z0-9_]+$/u.test(code) ? code : 'UNKNOWN',
    command: command?.split(' ', 2).join(' ') ?? null,
    reason: shortReason(error instanceof Error ? error.message : String(error)),
  };
}

function verdict({
  smtpCode,
  command,
  code,
}: Pick<SmtpFault, 'smtpCode' | 'command' | 'code'>): SmtpVerdict {
  // An address the client itself will not put on the wire has no better day coming.
  if (smtpCode === null) {
    return command === 'API' && code === 'EENVELOPE' ? 'refused' : 'outage';
  }
  // 421: the server is closing down, whatever was asked of it (RFC 5321, 3.8).
  if (smtpCode === 421 || command === null || !ABOUT_THE_MAIL.has(command)) return 'outage';
  return smtpCode >= 500 ? 'refused' : 'later';
}

/**
 * A few words of a fault, without what could name a person or open something. Servers like to repeat the
 * recipient, so more is taken out than of other texts: addresses without a domain's end, and any long run.
 */
export function shortReason(text: string): string {
  return scrub(text)
    .replaceAll(/[^\s<>"'(),;:[\]]+@[^\s<>"'(),;:[\]]+/gu, '[address]')
    .replaceAll(/[\w-]{32,}/gu, '[token]')
    .replaceAll(/\s+/gu, ' ')
    .slice(0, REASON_MAX);
}

function numberOf(error: unknown, key: string): number | null {
  const value = propertyOf(error, key);
  return typeof value === 'number' ? value : null;
}

function textOf(error: unknown, key: string): string | null {
  const value = propertyOf(error, key);
  return typeof value === 'string' ? value : null;
}

function propertyOf(error: unknown, key: string): unknown {
  return typeof error === 'object' && error !== null ? Reflect.get(error, key) : undefined;
}
