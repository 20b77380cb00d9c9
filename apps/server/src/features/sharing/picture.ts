import type { Locale } from '@lantern/schemas/locale';
import paths from './picture-paths.json' with { type: 'json' };

/** As the social networks ask for, in pixels. */
const PICTURE = { width: 1200, height: 630 } as const;

/** What a picture tells. */
export interface PictureFacts {
  locale: Locale;
  total: number;
  /** When `total` was true. */
  asOf: Date;
  kind: 'real' | 'rehearsal';
  closed: boolean;
}

// The night room; pictures cannot read the style sheet's tokens.
const COLOURS = {
  ground: '#0b1020',
  text: '#ede9e0',
  muted: '#aeb5ca',
  flame: '#f6b14b',
  core: '#fff3dc',
  accent: '#f2a33a',
} as const;

/** Left edge of everything that is read, and the widest it may be beside the flame. */
const LEFT = 84;
const COLUMN = 800;
const FULL = PICTURE.width - 2 * LEFT;

/** A phrase as a path in thousandths of the type size, and how far it reaches. */
interface Drawn {
  width: number;
  path: string;
}

interface Placed {
  size: number;
  /** Baseline. */
  y: number;
  fill: string;
  x?: number;
  most?: number;
}

/** The picture as SVG, of paths only: nothing depends on the fonts of the machine that draws it. */
export function pictureSvg({ locale, total, asOf, kind, closed }: PictureFacts): string {
  const words = paths.words[locale];
  const signed = words[total === 1 ? 'one' : 'other'];
  const time = asOf.toISOString();
  const read = `${time.slice(0, 10)} ${time.slice(11, 16)} UTC`;
  const { width, height } = PICTURE;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">`,
    BACKGROUND,
    kind === 'rehearsal' ? rehearsalBand(words.rehearsal) : masthead(words.site),
    phrase(words.demand, { size: 76, y: 222, most: FULL, fill: COLOURS.text }),
    phrase(figures(total.toLocaleString('en')), {
      size: 200,
      y: 432,
      most: COLUMN,
      fill: COLOURS.accent,
    }),
    phrase(signed, { size: 46, y: 516, most: COLUMN, fill: COLOURS.text }),
    phrase(figures(read), { size: 26, y: 578, fill: COLOURS.muted }),
    closed ? phrase(words.closed, { size: 26, y: 578, x: LEFT + 330, fill: COLOURS.accent }) : '',
    '</svg>',
  ].join('');
}

function phrase(drawn: Drawn, { size, y, fill, x = LEFT, most = FULL }: Placed): string {
  const scale = Math.min(size, (most / drawn.width) * 1_000) / 1_000;
  return `<path transform="translate(${x} ${y}) scale(${scale})" fill="${fill}" d="${drawn.path}"/>`;
}

/** Puts signs side by side; only numbers and times are put together this way. */
function figures(text: string): Drawn {
  const signs: Partial<Record<string, Drawn>> = paths.signs;
  let width = 0;
  const drawn = Array.from(text, (sign) => {
    const known = signs[sign];
    if (!known) throw new Error(`the pictures have no sign for ${sign}`);
    const moved = `M${width} 0${shifted(known.path, width)}`;
    width += known.width;
    return moved;
  });
  return { width, path: drawn.join('') };
}

/** The same path further right; its coordinates are absolute pairs. */
function shifted(path: string, by: number): string {
  return path.replaceAll(
    /(-?\d+) (-?\d+)/gu,
    (_pair, x: string, y: string) => `${Number(x) + by} ${y}`,
  );
}

function flame({ x, y, height }: { x: number; y: number; height: number }): string {
  return [
    `<g transform="translate(${x} ${y}) scale(${height / 32})">`,
    `<path fill="${COLOURS.flame}" d="M12 1c.6 5.2 9 10.3 9 19a9 9 0 0 1-9 10.5A9 9 0 0 1 3 20C3 11.3 11.4 6.2 12 1Z"/>`,
    `<path fill="${COLOURS.core}" d="M12 13.5c.3 2.7 4.3 5.2 4.3 9.2A4.4 4.4 0 0 1 12 27.2a4.4 4.4 0 0 1-4.3-4.5c0-4 4-6.5 4.3-9.2Z"/>`,
    '</g>',
  ].join('');
}

const BACKGROUND = [
  '<defs><radialGradient id="light" cx="1020" cy="430" r="520" gradientUnits="userSpaceOnUse">',
  `<stop offset="0" stop-color="${COLOURS.flame}" stop-opacity=".34"/>`,
  `<stop offset=".45" stop-color="${COLOURS.flame}" stop-opacity=".1"/>`,
  `<stop offset="1" stop-color="${COLOURS.flame}" stop-opacity="0"/></radialGradient></defs>`,
  `<rect width="1200" height="630" fill="${COLOURS.ground}"/>`,
  '<rect width="1200" height="630" fill="url(#light)"/>',
  flame({ x: 915, y: 296, height: 280 }),
].join('');

function masthead(site: Drawn): string {
  const mark = flame({ x: LEFT, y: 58, height: 44 });
  return `${mark}${phrase(site, { size: 32, y: 92, x: LEFT + 50, fill: COLOURS.text })}`;
}

/** In place of the day's name, across the whole picture and centred, so that no crop loses it. */
function rehearsalBand(word: Drawn): string {
  const size = 64;
  const x = (PICTURE.width - (word.width * size) / 1_000) / 2;
  return [
    `<rect y="24" width="1200" height="104" fill="${COLOURS.accent}"/>`,
    phrase(word, { size, y: 98, x, most: PICTURE.width, fill: COLOURS.ground }),
  ].join('');
}
