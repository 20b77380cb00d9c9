import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const CSS = readFileSync(`${import.meta.dirname}/tokens.css`, 'utf8');

const READER = readFileSync(`${import.meta.dirname}/reader-room.css`, 'utf8');

/** The colours a room declares, by token. */
function room(start: string, css = CSS): Record<string, string> {
  const block = css.slice(css.indexOf(start)).split('}')[0] ?? '';
  return Object.fromEntries(
    [...block.matchAll(/--([\w-]+): (#[0-9a-f]{6})/gu)].map(([, name, value]) => [name, value]),
  );
}

function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(one = '', other = ''): number {
  const [low = 0, high = 0] = [luminance(one), luminance(other)].toSorted((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}

for (const [name, start] of [
  ['paper', ':root {\n  color-scheme: light'],
  ['night', '.room-night,'],
] as const) {
  const colours = room(start);
  test.each(['text', 'muted', 'accent', 'danger'])(`${name}: %s can be read`, (token) => {
    for (const ground of ['ground', 'raised', 'sunken', 'flame-soft'])
      expect(contrast(colours[token], colours[ground])).toBeGreaterThanOrEqual(4.5);
  });
  test(`${name}: controls have visible edges and readable actions`, () => {
    expect(contrast(colours['edge'], colours['ground'])).toBeGreaterThanOrEqual(3);
    expect(contrast(colours['on-action'], colours['action'])).toBeGreaterThanOrEqual(4.5);
  });
}

test('the reader’s own dark room is the night room', () => {
  expect(Object.keys(room('.room-night,')).length).toBeGreaterThan(10);
  expect(room('.room-reader', READER)).toEqual(room('.room-night,'));
});
