import { expect, test } from 'vitest';
import { suspicionsOf, type SuspicionFacts } from './suspicion.ts';

const person: SuspicionFacts = {
  network: 1,
  domain: 1,
  networkAndDomain: 1,
  confirmedByNetwork: 1,
  bigProvider: false,
  disposable: false,
  namesCity: false,
  delayMs: 60_000,
};

test.each<[string, Partial<SuspicionFacts>, string[]]>([
  ['a person', {}, []],
  ['a person who is very quick', { delayMs: 500 }, []],
  ['a school of a hundred', { network: 100, networkAndDomain: 100 }, []],
  ['the next of one domain', { network: 101, networkAndDomain: 101 }, ['network-and-domain']],
  ['a vigil of 300 with many domains', { network: 300, networkAndDomain: 30 }, []],
  [
    'a vigil of 300 with one big provider',
    { network: 300, networkAndDomain: 300, domain: 900, bigProvider: true },
    [],
  ],
  [
    'a parish of 300 that names its city',
    { network: 300, networkAndDomain: 300, domain: 300, namesCity: true },
    [],
  ],
  [
    'a script that names a city',
    { network: 500, networkAndDomain: 500, namesCity: true },
    ['network-and-domain'],
  ],
  ['thousands from one network', { network: 2_000 }, ['network']],
  ['a stadium with big providers', { network: 1_500, bigProvider: true }, []],
  ['thousands with big providers', { network: 2_000, bigProvider: true }, ['network']],
  ['one domain from everywhere', { domain: 2_000 }, ['domain']],
  ['a throwaway address', { disposable: true }, ['disposable']],
  [
    'a long series of instant confirmations',
    { confirmedByNetwork: 500, network: 500, delayMs: 100 },
    ['too-fast'],
  ],
])('%s', (_who, facts, expected) => {
  expect(suspicionsOf({ ...person, ...facts })).toEqual(expected);
});

test('where everybody shares a network, only the network says nothing', () => {
  const crowd = { ...person, network: 50_000, confirmedByNetwork: 50_000, delayMs: 1 };
  expect(suspicionsOf(crowd, 1_000)).toEqual([]);
  expect(suspicionsOf({ ...crowd, networkAndDomain: 101 }, 1_000)).toEqual(['network-and-domain']);
});
