import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { drawOutlines } from './outlines.ts';

/** Draws the land of both maps anew; needed when a projection or the night room's tones change. */
for (const [name, svg] of Object.entries(drawOutlines())) {
  const file = path.join(import.meta.dirname, '../src/map', `${name}.svg`);
  writeFileSync(file, svg);
}
