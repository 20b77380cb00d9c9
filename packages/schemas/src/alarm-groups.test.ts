import { expect, test } from 'vitest';
import { floodsOf } from './alarm-groups.ts';

const at = (minute: number) => new Date(Date.UTC(2027, 8, 24, 12, minute)).toISOString();
const silence = (city: string, country: string, minute: number) => ({
  id: `${city}/${minute}`,
  city,
  country,
  dueAt: at(minute),
});

test('four cities of one country are one question, whenever each fell silent', () => {
  const german = ['berlin', 'munich', 'hamburg', 'frankfurt'].map((city, index) =>
    silence(city, 'DE', index * 40),
  );
  const [flood, ...others] = floodsOf([...german, silence('paris', 'FR', 0)]);
  expect(flood).toMatchObject({ shares: { kind: 'country', country: 'DE' } });
  expect(flood?.cities).toHaveLength(4);
  expect(others).toEqual([]);
});

test('so are four within ten minutes, named by their region if it is one', () => {
  const europe = [
    silence('paris', 'FR', 0),
    silence('madrid', 'ES', 3),
    silence('rome', 'IT', 7),
    silence('london', 'GB', 10),
  ];
  expect(floodsOf(europe)[0]?.shares).toEqual({ kind: 'region', region: 'europe' });
  expect(floodsOf([...europe.slice(1), silence('nairobi', 'KE', 5)])[0]?.shares).toEqual({
    kind: 'time',
  });
});

test('three cities, a city with four silences, or four spread over an hour are not', () => {
  const three = [silence('paris', 'FR', 0), silence('madrid', 'ES', 0), silence('rome', 'IT', 0)];
  expect(floodsOf(three)).toEqual([]);
  expect(floodsOf([0, 1, 2, 3].map((minute) => silence('paris', 'FR', minute)))).toEqual([]);
  expect(floodsOf([...three, silence('london', 'GB', 11)])).toEqual([]);
});
