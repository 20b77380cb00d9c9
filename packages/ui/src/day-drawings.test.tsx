import { cleanup, render, screen } from '@testing-library/react';
import { renderToStaticMarkup } from 'react-dom/server';
import { afterEach, expect, test } from 'vitest';
import { CityMark, type CityState } from './city-mark.tsx';
import { Dayline } from './dayline.tsx';
import { stackInLanes } from './map/lanes.ts';
import { placeLabels } from './map/labels.ts';
import { spread } from './map/spread.ts';
import { Sparkline } from './sparkline.tsx';
import { WorldMap, type MapCity } from './world-map.tsx';

afterEach(cleanup);

const STATES = [
  'planned',
  'waiting',
  'on-the-way',
  'there',
  'done',
  'called-off',
  'silent',
  'trouble',
] as const satisfies readonly CityState[];

test('every state has a shape of its own, told apart without colour', () => {
  const shapes = STATES.map((state) =>
    renderToStaticMarkup(<CityMark state={state} />).replaceAll(/class="[^"]*"/gu, ''),
  );
  expect(new Set(shapes).size).toBe(STATES.length);
});

test('where cities crowd, none covers another, and all stay on the drawing', () => {
  const crowd = Array.from({ length: 60 }, (_, n) => ({ x: 5 + (n % 3) * 0.1, y: 2 }));
  const placed = spread(crowd, { apart: 1.2, width: 60, height: 26 });
  for (const [n, a] of placed.entries()) {
    expect(a.x).toBeGreaterThanOrEqual(0.6);
    for (const b of placed.slice(n + 1))
      expect(Math.hypot(a.x - b.x, a.y - b.y)).toBeGreaterThan(1.1);
  }
  expect(spread(crowd, { apart: 1.2, width: 60, height: 26 })).toEqual(placed);
});

test('words cover no mark and no other words; those that are needed are written all the same', () => {
  const around = {
    spots: [
      { x: 2, y: 1 },
      { x: 3.2, y: 1 },
    ],
    radius: 0.6,
    width: 8,
    height: 2,
  };
  const wanted = [
    { key: 'a', text: 'Lilongwe', x: 3.2, y: 1, needed: true },
    { key: 'b', text: 'Johannesburg', x: 2, y: 1, needed: false },
    { key: 'c', text: 'Cape Town', x: 2, y: 1, needed: true },
  ];
  expect(placeLabels(wanted, around).map(({ key }) => key)).toEqual(['a', 'c']);
});

const city = (slug: string, state: CityState, at: Partial<MapCity> = {}): MapCity => ({
  slug,
  kind: 'delivery',
  lat: 50.1,
  lng: 14.4,
  state,
  name: slug,
  ...at,
});

test('no words stand beneath another drawing', () => {
  const spots = [{ x: 5, y: 5 }];
  const wanted = [{ key: 'a', text: 'Lima', x: 5, y: 5, needed: false }];
  const covered = [{ left: 5.6, right: 20, top: 0, bottom: 10 }];
  const [label] = placeLabels(wanted, { spots, radius: 0.6, width: 20, height: 10, covered });
  expect(label?.anchor).toBe('end');
});

test('the map says what it shows, names those that call for somebody, and asks for no style', () => {
  const cities = [
    city('prague', 'done'),
    city('lilongwe', 'trouble', { lat: -13.9, lng: 33.8 }),
    city('seoul', 'there', { lat: 37.6, lng: 127 }),
  ];
  const { container } = render(<WorldMap cities={cities} label="3 cities" europe="Europe" />);
  expect(screen.getByRole('img', { name: '3 cities' })).toBeDefined();
  expect(screen.getByRole('img', { name: 'Europe' })).toBeDefined();
  expect([...container.querySelectorAll('text')].map((words) => words.textContent)).toEqual([
    'lilongwe',
  ]);
  expect(container.innerHTML).not.toContain('style=');
});

test('sixty cities at one hour stand side by side within the strip, in the order of their hours', () => {
  const items = Array.from({ length: 60 }, (_, n) => ({ key: `c${n}`, x: 79 }));
  const { size, columns } = stackInLanes(items, {
    height: 4.6,
    width: 80,
    sizes: [1.5, 0.7],
    stray: 4,
  });
  expect(columns.flatMap(({ keys }) => keys)).toHaveLength(60);
  for (const [n, { x }] of columns.entries()) {
    expect(x).toBeLessThanOrEqual(80);
    expect(x - (columns[n - 1]?.x ?? 0)).toBeGreaterThanOrEqual(size - 0.001);
  }
});

test('the dayline has a place for every city and for now', () => {
  const from = Date.UTC(2027, 8, 23, 21);
  const { container } = render(
    <Dayline
      cities={STATES.map((state, n) => ({ slug: state, state, at: from + n * 3_600_000 }))}
      from={from}
      to={from + 30 * 3_600_000}
      now={from + 15 * 3_600_000}
      label="the day"
      landmarks={[
        { text: 'Auckland', at: from },
        { text: 'hidden by Auckland', at: from },
        { text: 'Los Angeles', at: from + 30 * 3_600_000 },
      ]}
      sayHour={(at) => new Date(at).toISOString().slice(11, 16)}
    />,
  );
  expect(screen.getByRole('img', { name: 'the day' })).toBeDefined();
  expect(container.querySelectorAll('svg svg')).toHaveLength(STATES.length);
  expect(container.querySelector('line.stroke-flame-core')?.getAttribute('x1')).toBe('50%');
  expect(container.textContent).toContain('21:00');
  expect(container.textContent).not.toContain('hidden');
});

test('a line of unchanged figures is level, and so is one of none', () => {
  const { container } = render(<Sparkline points={[7, 7, 7]} />);
  expect(container.querySelector('polyline')?.getAttribute('points')).toBe(
    '0.0,37.0 100.0,37.0 200.0,37.0',
  );
});
