import { existsSync } from 'node:fs';
import path from 'node:path';
import { loadEnvFile } from 'node:process';
import { z } from 'zod';
import { parseSmtpUrl, type SmtpSettings } from './platform/mail/smtp-url.ts';

/** `local` for trying out on one's own machine, `production` for everyone; decided by the public origin. */
export type Mode = 'local' | 'production';

/** Where pictures go when they do not stay in `dataDir`. */
interface S3Settings {
  endpoint: string;
  bucket: string;
  region: string;
  accessKeyId: string;
  secretAccessKey: string;
}

/** Everything the environment says, parsed once; nothing else reads `process.env`. */
export interface Env {
  mode: Mode;
  port: number;
  host: string;
  /** Absolute. */
  dataDir: string;
  /** Scheme, host and port, without a slash at the end. */
  publicOrigin: string;
  /** Absent: the embedded PostgreSQL in `dataDir`. */
  databaseUrl: string | undefined;
  /** Absent (local mode only): the embedded catcher. */
  smtp: SmtpSettings | undefined;
  /** Absent: pictures stay in `dataDir`. */
  s3: S3Settings | undefined;
  /** Absent (local mode only): made and kept in `dataDir`. */
  secret: string | undefined;
  /** How many proxies stand in front; 0: none is believed. */
  trustProxy: number;
  logLevel: LogLevel;
}

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
type LogLevel = (typeof LOG_LEVELS)[number];

const DEFAULT_PORT = 4000;

const SECRET_BYTES = 32;
/** Fewer different characters than this is a placeholder, not a secret. */
const SECRET_VARIETY = 10;

/** All that is wrong with the environment, each fault in words for the person who starts the server. */
export class EnvError extends Error {
  override readonly name = 'EnvError';
  readonly faults: readonly string[];

  constructor(faults: readonly string[]) {
    super(
      `The environment does not allow a start:\n${faults.map((fault) => `  - ${fault}`).join('\n')}`,
    );
    this.faults = faults;
  }
}

const urlOf = (...protocols: string[]) =>
  z
    .string()
    .refine(
      (value) => protocols.includes(protocolOf(value)),
      `must be a URL that starts with ${protocols.map((protocol) => `${protocol}//`).join(' or ')}`,
    );

const variables = z.object({
  PORT: whole(1, 65_535).default(DEFAULT_PORT),
  HOST: z.string().default('127.0.0.1'),
  DATA_DIR: z.string().default('.data'),
  PUBLIC_ORIGIN: z.string().optional(),
  DATABASE_URL: urlOf('postgres:', 'postgresql:').optional(),
  EMBEDDED_IN_PRODUCTION: z.enum(['0', '1'], 'must be 1 or absent').default('0'),
  SMTP_URL: z.string().optional(),
  S3_ENDPOINT: urlOf('https:', 'http:').optional(),
  S3_BUCKET: z.string().optional(),
  S3_REGION: z.string().default('us-east-1'),
  S3_ACCESS_KEY_ID: z.string().optional(),
  S3_SECRET_ACCESS_KEY: z.string().optional(),
  LANTERN_SECRET: z
    .string()
    .refine(isStrong, `must be ${SECRET_BYTES} bytes or more, and random`)
    .optional(),
  TRUST_PROXY: whole(0, 10).default(0),
  LOG_LEVEL: z.enum(LOG_LEVELS, `must be one of ${LOG_LEVELS.join(', ')}`).optional(),
});
type Variables = z.output<typeof variables>;
/** As text, without what is absent or empty. */
type Given = Partial<Record<keyof Variables, string>>;

/**
 * Parses the environment. Relative paths are meant from `root`, the project's own folder, wherever
 * the process was started. Throws {@link EnvError} with every fault at once; values are never repeated,
 * since they may be secrets.
 */
export function readEnv(source: Record<string, string | undefined>, root: string): Env {
  const set = Object.entries(source).filter(
    ([, value]) => value !== undefined && value.trim() !== '',
  );
  const given: Given = Object.fromEntries(set);
  const parsed = variables.safeParse(given);
  // What takes more than one variable is judged from the text as it is given, so that a malformed one
  // beside it hides nothing.
  const publicOrigin = originOf(given);
  const mode = modeOf(publicOrigin);
  const smtp = smtpOf(given.SMTP_URL, { mode, publicOrigin });
  const faults = [
    ...(parsed.error ? faultsOf(parsed.error) : []),
    ...modeFaults(given, mode),
    ...s3Faults(given),
    ...(typeof smtp === 'string' ? [smtp] : []),
  ];
  if (!parsed.success || !mode || typeof smtp === 'string' || faults.length > 0)
    throw new EnvError(faults);
  const values = parsed.data;
  return {
    mode,
    port: values.PORT,
    host: values.HOST,
    dataDir: path.resolve(root, values.DATA_DIR),
    publicOrigin,
    databaseUrl: values.DATABASE_URL,
    smtp,
    s3: s3Of(values),
    secret: values.LANTERN_SECRET,
    trustProxy: values.TRUST_PROXY,
    logLevel: values.LOG_LEVEL ?? (mode === 'local' ? 'warn' : 'info'),
  };
}

/** The process's environment, with what `.env` in the project's folder adds to it. Throws {@link EnvError}. */
export function loadEnv(root: string): Env {
  const file = path.join(root, '.env');
  if (existsSync(file)) loadEnvFile(file);
  return readEnv(process.env, root);
}

/** The project's folder: the nearest one above `from` that holds the workspace file. */
export function projectRoot(from: string): string {
  const parent = path.dirname(from);
  if (existsSync(path.join(from, 'pnpm-workspace.yaml')) || parent === from) return from;
  return projectRoot(parent);
}

function modeOf(origin: string): Mode | null {
  const url = URL.parse(origin);
  if (!url || url.origin !== origin) return null;
  if (url.protocol === 'https:') return 'production';
  return url.protocol === 'http:' && url.hostname === 'localhost' ? 'local' : null;
}

/** Without an origin, that of the port; a malformed port is told on its own. */
function originOf({ PUBLIC_ORIGIN, PORT }: Given): string {
  if (PUBLIC_ORIGIN !== undefined) return PUBLIC_ORIGIN.replace(/\/$/u, '');
  const port = whole(1, 65_535).safeParse(PORT);
  return `http://localhost:${port.data ?? DEFAULT_PORT}`;
}

/** What the mode asks for. */
function modeFaults(given: Given, mode: Mode | null): string[] {
  switch (mode) {
    case null:
      return [
        'PUBLIC_ORIGIN must be https://HOST (production) or http://localhost:PORT (local), without a path',
      ];
    case 'local':
      return /^0*[1-9]/u.test(given.TRUST_PROXY ?? '')
        ? [
            'TRUST_PROXY has no place on localhost: local mode refuses whatever comes through a proxy',
          ]
        : [];
    case 'production':
      return productionFaults(given);
  }
}

function productionFaults(given: Given): string[] {
  const faults = [];
  if (given.DATABASE_URL === undefined && given.EMBEDDED_IN_PRODUCTION !== '1')
    faults.push(
      'DATABASE_URL is needed in production (or EMBEDDED_IN_PRODUCTION=1 to keep the database in DATA_DIR)',
    );
  if (given.SMTP_URL === undefined) faults.push('SMTP_URL is needed in production');
  if (given.LANTERN_SECRET === undefined) faults.push('LANTERN_SECRET is needed in production');
  return faults;
}

/** Where the origin is no use, mail is judged as if it were the default one. */
const ANY_ORIGIN = `http://localhost:${DEFAULT_PORT}`;

/** The settings, or in words what is wrong with them. */
function smtpOf(
  url: string | undefined,
  { mode, publicOrigin }: { mode: Mode | null; publicOrigin: string },
): SmtpSettings | string | undefined {
  if (url === undefined) return undefined;
  try {
    return parseSmtpUrl(url, {
      production: mode === 'production',
      publicOrigin: mode ? publicOrigin : ANY_ORIGIN,
    });
  } catch (error) {
    return error instanceof Error ? error.message : 'SMTP_URL cannot be read';
  }
}

const S3_NEEDED = ['S3_ENDPOINT', 'S3_BUCKET', 'S3_ACCESS_KEY_ID', 'S3_SECRET_ACCESS_KEY'] as const;

function s3Faults(values: Given): string[] {
  const missing = S3_NEEDED.filter((name) => !values[name]);
  if (missing.length === 0 || missing.length === S3_NEEDED.length) return [];
  return missing.map((name) => `${name} is needed when pictures go to S3`);
}

function s3Of(values: Variables): S3Settings | undefined {
  const { S3_ENDPOINT, S3_BUCKET, S3_ACCESS_KEY_ID, S3_SECRET_ACCESS_KEY } = values;
  if (!S3_ENDPOINT || !S3_BUCKET || !S3_ACCESS_KEY_ID || !S3_SECRET_ACCESS_KEY) return undefined;
  return {
    endpoint: S3_ENDPOINT,
    bucket: S3_BUCKET,
    region: values.S3_REGION,
    accessKeyId: S3_ACCESS_KEY_ID,
    secretAccessKey: S3_SECRET_ACCESS_KEY,
  };
}

function faultsOf(error: z.ZodError): string[] {
  return error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`);
}

function whole(least: number, most: number) {
  const message = `must be a whole number from ${least} to ${most}`;
  return z
    .string()
    .regex(/^\d{1,9}$/u, message)
    .transform(Number)
    .refine((value) => value >= least && value <= most, message);
}

function protocolOf(value: string): string {
  return URL.parse(value)?.protocol ?? '';
}

function isStrong(secret: string): boolean {
  return Buffer.byteLength(secret) >= SECRET_BYTES && new Set(secret).size >= SECRET_VARIETY;
}
