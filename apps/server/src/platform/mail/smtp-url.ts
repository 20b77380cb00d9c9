/** How mail leaves, as `SMTP_URL` says. */
export interface SmtpSettings {
  host: string;
  port: number;
  /** TLS from the first byte (`smtps:`). */
  secure: boolean;
  /** For `smtp:`: refuse a server without STARTTLS, use it where offered, or never. */
  startTls: 'require' | 'offer' | 'off';
  auth: { user: string; pass: string } | null;
  /** Mails per second the provider allows all nodes together. */
  ratePerSecond: number;
  /** Connections of one node. */
  connections: number;
  /** Sender's address. */
  from: string;
}

/** Amazon SES's usual first limit; most providers allow as much. */
const DEFAULT_RATE = 14;
const DEFAULT_CONNECTIONS = 5;
const PORTS = { 'smtp:': 587, 'smtps:': 465 } as const;
const PARAMETERS: ReadonlySet<string> = new Set(['rate', 'tls', 'connections', 'from']);

/**
 * Reads `smtp[s]://user:pass@host:port?rate=14&tls=require|offer|off&connections=5&from=address`.
 * In production `smtp:` requires STARTTLS unless `tls` says otherwise, since links that confirm and erase
 * travel in these mails. Throws an error that says what is wrong and repeats no secret.
 */
export function parseSmtpUrl(
  text: string,
  { production, publicOrigin }: { production: boolean; publicOrigin: string },
): SmtpSettings {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (!url || (url.protocol !== 'smtp:' && url.protocol !== 'smtps:') || !url.hostname) {
    throw new Error('SMTP_URL must look like smtps://user:password@host:465');
  }
  const unknown = [...url.searchParams.keys()].find((key) => !PARAMETERS.has(key));
  if (unknown !== undefined) throw new Error(`SMTP_URL has an unknown parameter '${unknown}'`);
  return {
    host: url.hostname.replace(/^\[|\]$/gu, ''),
    port: url.port === '' ? PORTS[url.protocol] : Number(url.port),
    secure: url.protocol === 'smtps:',
    startTls: startTls(url.searchParams.get('tls'), production),
    auth:
      url.username === ''
        ? null
        : { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) },
    ratePerSecond: positive(url, 'rate', DEFAULT_RATE),
    connections: Math.ceil(positive(url, 'connections', DEFAULT_CONNECTIONS)),
    from: url.searchParams.get('from') ?? defaultFrom(publicOrigin),
  };
}

/** The sender where none is configured. Its domain is the site's, so that replies find a person. */
export const defaultFrom = (publicOrigin: string): string =>
  `no-reply@${new URL(publicOrigin).hostname}`;

function startTls(value: string | null, production: boolean): SmtpSettings['startTls'] {
  if (value === 'require' || value === 'offer' || value === 'off') return value;
  if (value !== null) throw new Error("SMTP_URL: 'tls' is require, offer or off");
  return production ? 'require' : 'offer';
}

function positive(url: URL, name: string, fallback: number): number {
  const value = Number(url.searchParams.get(name) ?? fallback);
  if (!(value > 0 && value <= 1000)) {
    throw new Error(`SMTP_URL: '${name}' is a number above 0, 1000 at most`);
  }
  return value;
}
