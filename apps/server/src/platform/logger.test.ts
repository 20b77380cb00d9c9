import { Writable } from 'node:stream';
import { expect, test } from 'vitest';
import { createLogger } from './logger.ts';

const CANARIES = [
  'canary.person@mail.example',
  '203.0.113.99',
  '2001:db8:aaaa:bbbb::77',
  'CanaryAgent/9.9',
  'Kanarienvogel',
  'q'.repeat(43),
];
const [EMAIL = '', IPV4 = '', IPV6 = '', AGENT = '', NAME = '', TOKEN = ''] = CANARIES;

function logged(write: (log: ReturnType<typeof createLogger>) => void): string {
  const lines: string[] = [];
  const sink = new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      lines.push(chunk.toString());
      done();
    },
  });
  write(createLogger('trace', sink));
  return lines.join('');
}

test('whatever is handed over, no person, network, agent or token is written', () => {
  const text = logged((log) => {
    log.info({ email: EMAIL, name: NAME, ip: IPV4, userAgent: AGENT, token: TOKEN }, 'by key');
    log.info({ deep: { headers: { 'user-agent': AGENT }, list: [{ address: EMAIL }] } }, 'deep');
    log.info({ note: `sent to ${EMAIL} from ${IPV4} and ${IPV6}` }, 'in text');
    log.warn(`GET /en/petition/confirm?token=${TOKEN} from ${IPV4}`);
    log.error({ err: new Error(`550 <${EMAIL}> refused, ${TOKEN}`) }, 'in an error');
    log.error({ err: new Error('outer', { cause: new Error(`inner ${EMAIL}`) }) }, 'in a cause');
    log.error(new Error(`bare ${EMAIL} ${IPV6}`));
    const detailed = Object.assign(new Error('duplicate key'), { detail: `(email)=(${EMAIL})` });
    log.error({ err: detailed }, 'a detail of the database');
    log.child({ reqId: 'r1' }).info({ query: `token=${TOKEN}`, url: `/x?token=${TOKEN}` }, 'child');
  });
  for (const canary of CANARIES) expect(text).not.toContain(canary);
  expect(text).toContain('"reqId":"r1"');
});

test('what finds a fault stays: its type, its code, its place, its cause', () => {
  const text = logged((log) => {
    const cause = Object.assign(new Error('terminating connection'), { code: '57P01' });
    log.error({ err: new TypeError('x is undefined', { cause }), route: '/en' }, 'a page failed');
  });
  const line = JSON.parse(text) as Record<string, unknown>;
  expect(line).toMatchObject({
    level: 'error',
    msg: 'a page failed',
    route: '/en',
    err: { type: 'TypeError', message: 'x is undefined', cause: { code: '57P01' } },
  });
  expect(text).toContain('logger.test.ts');
});
