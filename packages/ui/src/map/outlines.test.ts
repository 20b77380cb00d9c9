import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { drawOutlines, europeProjection, worldProjection } from '../../scripts/outlines.ts';
import { EUROPE, standsAt, WORLD, type Drawing } from './drawings.ts';

test('the land is drawn as the projections and the night room have it', () => {
  for (const [name, svg] of Object.entries(drawOutlines()))
    expect(svg, `npm run outlines, in packages/ui, draws ${name}.svg anew`).toBe(
      readFileSync(path.join(import.meta.dirname, `${name}.svg`), 'utf8'),
    );
});

const PLACES = {
  auckland: { lng: 174.8, lat: -36.8 },
  honolulu: { lng: -157.8, lat: 21.3 },
  lisbon: { lng: -9.1, lat: 38.7 },
  moscow: { lng: 37.6, lat: 55.7 },
  santiago: { lng: -70.6, lat: -33.4 },
};

test('places stand where d3 puts them; what is off the drawing stands nowhere', () => {
  const inUnits = ({ viewBox: [left, top, width, height] }: Drawing, at: [number, number]) => [
    left + at[0] * width,
    top + at[1] * height,
  ];
  for (const [drawing, projection, names] of [
    [WORLD, worldProjection(), ['auckland', 'honolulu', 'lisbon', 'moscow', 'santiago']],
    [EUROPE, europeProjection(), ['lisbon', 'moscow']],
  ] as const)
    for (const name of names) {
      const { lng, lat } = PLACES[name];
      const [x = 0, y = 0] = inUnits(drawing, standsAt(drawing, { lng, lat }) ?? [0, 0]);
      const [rightX = 0, rightY = 0] = projection([lng, lat]) ?? [];
      expect([x, y], name).toEqual([
        expect.closeTo(rightX, 1) as number,
        expect.closeTo(rightY, 1) as number,
      ]);
    }
  expect(standsAt(EUROPE, PLACES.auckland)).toBeNull();
});
