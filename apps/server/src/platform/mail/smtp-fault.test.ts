import { expect, test } from 'vitest';
import { shortReason, smtpFault } from './smtp-fault.ts';

const failure = (details: object): Error => Object.assign(new Error('failed'), details);

test.each([
  ['refused', { responseCode: 550, command: 'RCPT TO', code: 'EENVELOPE' }],
  ['refused', { responseCode: 554, command: 'DATA', code: 'EMESSAGE' }],
  ['refused', { command: 'API', code: 'EENVELOPE' }],
  ['later', { responseCode: 451, command: 'RCPT TO', code: 'EENVELOPE' }],
  ['later', { responseCode: 452, command: 'DATA', code: 'EMESSAGE' }],
  ['outage', { responseCode: 421, command: 'DATA', code: 'EMESSAGE' }],
  ['outage', { responseCode: 535, command: 'AUTH PLAIN', code: 'EAUTH' }],
  ['outage', { responseCode: 554, command: 'CONN', code: 'EPROTOCOL' }],
  ['outage', { responseCode: 550, command: 'MAIL FROM', code: 'EENVELOPE' }],
  ['outage', { code: 'ECONNREFUSED', command: 'CONN' }],
  ['outage', {}],
] as const)('%s: %o', (verdict, details) => {
  expect(smtpFault(failure(details)).verdict).toBe(verdict);
});

test('what is thrown and is no error is an outage too', () => {
  expect(smtpFault('boom')).toMatchObject({ verdict: 'outage', reason: 'boom' });
});

test('takes addresses and tokens out of the words of a server', () => {
  const token = 'AZewxX1Oemvr-Mg9Li8_SlttfQ0123456789abcdefg';
  const said = `550 5.1.1 <ana.lima+x@example.net>: user unknown; "김@예시.한국" lim@localhost [203.0.113.9] https://x.example/?token=${token}`;
  const clean = shortReason(said);
  expect(clean).toContain('550 5.1.1');
  expect(clean).not.toMatch(/@|ana|김|lim|203|AZewx/u);
});
