import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { drawOutlines } from '../../../scripts/outlines.ts';

test('the land is drawn as the projections and the night room have it', () => {
  for (const [name, svg] of Object.entries(drawOutlines()))
    expect(svg, `npm run outlines, in apps/web, draws ${name}.svg anew`).toBe(
      readFileSync(path.join(import.meta.dirname, `${name}.svg`), 'utf8'),
    );
});
