import { expect, test } from 'vitest';
import { network } from '../../../test/signing-world.ts';
import { createNetworkGate } from './network-gate.ts';

function gateAt(start: string, perHour: number) {
  let now = Date.parse(start);
  const gate = createNetworkGate({ clock: { now: () => new Date(now) }, perHour });
  return {
    pass: (name: string) => gate.pass(network(name)),
    wait: (minutes: number) => (now += minutes * 60_000),
  };
}

test('a network above its cap is told how long to wait, and others are not held up', () => {
  const { pass } = gateAt('2027-09-24T12:03:00Z', 3);
  for (let call = 0; call < 3; call += 1) pass('crowd');
  expect(() => pass('crowd')).toThrow(
    expect.objectContaining({ code: 'too-many-requests', details: { retryAfterSeconds: 420 } }),
  );
  pass('neighbour');
});

test('the hour moves on in steps of ten minutes, and what is over is forgotten', () => {
  const { pass, wait } = gateAt('2027-09-24T12:03:00Z', 2);
  pass('crowd');
  wait(30);
  pass('crowd');
  wait(30);
  expect(() => pass('crowd')).toThrow('too-many-requests');
  wait(10);
  pass('crowd');
  expect(() => pass('crowd')).toThrow('too-many-requests');
});

test('a refused call is not counted: whoever keeps trying does not lock themselves out', () => {
  const { pass, wait } = gateAt('2027-09-24T12:00:00Z', 1);
  pass('eager');
  for (let minute = 0; minute < 69; minute += 1) {
    wait(1);
    expect(() => pass('eager')).toThrow('too-many-requests');
  }
  wait(1);
  pass('eager');
});
