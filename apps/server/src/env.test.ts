import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { EnvError, readEnv } from './env.ts';

const ROOT = '/srv/lantern';
const SECRET = 'k3Vd0y7Qp9sXw2Zr8Tn4Lb6Hc1Jf5Ga0';
const PRODUCTION = {
  PUBLIC_ORIGIN: 'https://lantern.example',
  DATABASE_URL: 'postgresql://lantern@db.example/lantern',
  SMTP_URL: 'smtps://user:word@smtp.example:465',
  LANTERN_SECRET: SECRET,
};

const read = (source: Record<string, string>) => readEnv(source, ROOT);

function faultsOf(source: Record<string, string>): readonly string[] {
  try {
    read(source);
  } catch (error) {
    if (error instanceof EnvError) return error.faults;
    throw error;
  }
  return [];
}

describe('local mode', () => {
  test('needs nothing', () => {
    expect(read({})).toEqual({
      mode: 'local',
      port: 4000,
      host: '127.0.0.1',
      dataDir: path.join(ROOT, '.data'),
      publicOrigin: 'http://localhost:4000',
      databaseUrl: undefined,
      smtp: undefined,
      s3: undefined,
      secret: undefined,
      trustProxy: 0,
      logLevel: 'warn',
    });
  });

  test('is found at the port it listens on', () => {
    expect(read({ PORT: '4567' }).publicOrigin).toBe('http://localhost:4567');
  });

  test('takes empty variables for absent ones', () => {
    expect(read({ PORT: '', SMTP_URL: ' ', DATABASE_URL: '' })).toEqual(read({}));
  });

  test('has no proxy in front', () => {
    expect(faultsOf({ TRUST_PROXY: '1' })).toEqual([expect.stringMatching(/^TRUST_PROXY /u)]);
  });
});

describe('production', () => {
  test('is what an https origin means', () => {
    expect(read(PRODUCTION)).toMatchObject({
      mode: 'production',
      publicOrigin: 'https://lantern.example',
      logLevel: 'info',
      smtp: { host: 'smtp.example', secure: true },
    });
  });

  test('takes a slash at the end of the origin', () => {
    const env = read({ ...PRODUCTION, PUBLIC_ORIGIN: 'https://lantern.example/' });
    expect(env.publicOrigin).toBe('https://lantern.example');
  });

  test('refuses without its database, mail and secret, all named at once', () => {
    expect(faultsOf({ PUBLIC_ORIGIN: 'https://lantern.example' })).toEqual([
      expect.stringMatching(/^DATABASE_URL .*EMBEDDED_IN_PRODUCTION=1/u),
      expect.stringMatching(/^SMTP_URL /u),
      expect.stringMatching(/^LANTERN_SECRET /u),
    ]);
  });

  test.each(['DATABASE_URL', 'SMTP_URL', 'LANTERN_SECRET'] as const)(
    'refuses without %s',
    (name) => {
      const { [name]: _left, ...rest } = PRODUCTION;
      expect(faultsOf(rest)).toEqual([
        expect.stringMatching(new RegExp(`^${name} is needed`, 'u')),
      ]);
    },
  );

  test('runs on the embedded database when told so', () => {
    const { DATABASE_URL: _left, ...rest } = PRODUCTION;
    expect(read({ ...rest, EMBEDDED_IN_PRODUCTION: '1' }).databaseUrl).toBeUndefined();
  });
});

describe('faults of single values', () => {
  test.each([
    ['PORT', '0'],
    ['PORT', '70000'],
    ['PORT', '4000x'],
    ['TRUST_PROXY', '-1'],
    ['TRUST_PROXY', 'true'],
    ['LOG_LEVEL', 'loud'],
    ['DATABASE_URL', 'mysql://db.example/lantern'],
    ['DATABASE_URL', 'not a url'],
    ['SMTP_URL', 'http://smtp.example'],
    ['LANTERN_SECRET', 'short'],
    ['LANTERN_SECRET', 'a'.repeat(64)],
    ['EMBEDDED_IN_PRODUCTION', 'yes'],
    ['S3_ENDPOINT', 'ftp://s3.example'],
    ['PUBLIC_ORIGIN', 'http://lantern.example'],
    ['PUBLIC_ORIGIN', 'http://127.0.0.1:4000'],
    ['PUBLIC_ORIGIN', 'https://lantern.example/path'],
    ['PUBLIC_ORIGIN', 'lantern.example'],
  ])('%s=%s', (name, value) => {
    const faults = faultsOf({ [name]: value });
    expect(faults.some((fault) => fault.startsWith(name))).toBe(true);
  });

  test('S3 is set whole or not at all', () => {
    const faults = faultsOf({ S3_ENDPOINT: 'https://s3.example', S3_BUCKET: 'pictures' });
    expect(faults).toHaveLength(2);
    expect(faults.join()).toMatch(/S3_ACCESS_KEY_ID.*S3_SECRET_ACCESS_KEY/u);
  });

  test('are told together with what the mode lacks, and repeat no value', () => {
    const faults = faultsOf({
      PUBLIC_ORIGIN: 'https://lantern.example',
      PORT: 'four',
      LANTERN_SECRET: 'hunter2',
    });
    expect(faults).toHaveLength(4);
    expect(faults.join()).not.toContain('hunter2');
  });

  test.each([
    [
      'in production',
      {
        PUBLIC_ORIGIN: 'https://lantern.example',
        PORT: 'four',
        SMTP_URL: 'smtps://user:hunter2@smtp.example?speed=9',
        S3_BUCKET: 'pictures',
        EMBEDDED_IN_PRODUCTION: 'yes',
      },
      [
        'DATABASE_URL',
        'EMBEDDED_IN_PRODUCTION',
        'LANTERN_SECRET',
        'PORT',
        'S3_ACCESS_KEY_ID',
        'S3_ENDPOINT',
        'S3_SECRET_ACCESS_KEY',
        'SMTP_URL',
      ],
    ],
    [
      'on localhost',
      {
        LOG_LEVEL: 'loud',
        SMTP_URL: 'http://smtp.example',
        S3_ENDPOINT: 'ftp://s3.example',
        TRUST_PROXY: '2',
      },
      [
        'LOG_LEVEL',
        'S3_ACCESS_KEY_ID',
        'S3_BUCKET',
        'S3_ENDPOINT',
        'S3_SECRET_ACCESS_KEY',
        'SMTP_URL',
        'TRUST_PROXY',
      ],
    ],
    [
      'with an origin of no mode',
      { PUBLIC_ORIGIN: 'http://lantern.example', PORT: 'four', SMTP_URL: 'smtp.example' },
      ['PORT', 'PUBLIC_ORIGIN', 'SMTP_URL'],
    ],
    ['with a malformed port alone', { PORT: 'four' }, ['PORT']],
  ])('are told together with all other faults %s, each once', (_where, source, names) => {
    const faults = faultsOf(source);
    expect(faults).toHaveLength(names.length);
    for (const name of names)
      expect(faults).toContainEqual(expect.stringMatching(new RegExp(`^${name}\\b`, 'u')));
    expect(faults.join()).not.toContain('hunter2');
  });
});

test('DATA_DIR starts at the project, wherever the process was started', () => {
  expect(read({ DATA_DIR: 'kept/here' }).dataDir).toBe(path.join(ROOT, 'kept/here'));
  expect(read({ DATA_DIR: '/var/lib/lantern' }).dataDir).toBe('/var/lib/lantern');
});
