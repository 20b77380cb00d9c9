import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { openSync, type Font } from 'fontkit';

/*
 * Draws the words of the shared pictures as paths, since a server has no Korean or Chinese fonts. Needs the
 * unpacked packages @fontsource/source-serif-4, noto-serif-kr and noto-serif-sc (SIL Open Font License 1.1);
 * they hold 170 MB, so they are no dependency:
 *
 *   node scripts/draw-words.ts --en DIR/package --ko DIR/package --zh-Hans DIR/package
 */

const FEATURE = path.join(import.meta.dirname, '../src/features/sharing');
/** Paths are in thousandths of the type size. */
const EM = 1_000;
/** Every sign a number or a time may hold. */
const SIGNS = '0123456789,.-: UTC';

type Words = Record<string, Record<string, string>>;

/** Finds the font that has a character. */
type FontFor = (character: string) => Font;

function open(file: string): Font {
  const font = openSync(file);
  if ('fonts' in font) throw new Error(`${file} holds several fonts`);
  return font;
}

/** The parts of a font package that hold any of `text`, by what they really contain. */
function packageFonts(folder: string, text: string): Font[] {
  const name = path.basename(JSON.parse(readFileSync(`${folder}/package.json`, 'utf8')).name);
  const ranges = JSON.parse(readFileSync(`${folder}/unicode.json`, 'utf8')) as Record<
    string,
    string
  >;
  const codes = Array.from(new Set(text), (character) => character.codePointAt(0) ?? 0);
  return Object.entries(ranges)
    .filter(([, range]) => codes.some((code) => isIn(range, code)))
    .map(([part]) =>
      open(`${folder}/files/${name}-${part.replace(/[[\]]/gu, '')}-600-normal.woff2`),
    );
}

function isIn(range: string, code: number): boolean {
  return range.split(',').some((span) => {
    const [from = 0, to = from] = span
      .replace('U+', '')
      .split('-')
      .map((hex) => Number.parseInt(hex, 16));
    return code >= from && code <= to;
  });
}

function draw(text: string, fontFor: FontFor): { text: string; width: number; path: string } {
  let x = 0;
  const paths = Array.from(text, (character) => {
    const font = fontFor(character);
    const [glyph] = font.glyphsForString(character);
    if (!glyph) throw new Error(`no glyph for ${character}`);
    const scale = EM / font.unitsPerEm;
    const drawn = glyph.path.scale(scale, -scale).translate(x, 0).toSVG();
    x += glyph.advanceWidth * scale;
    return drawn;
  });
  const rounded = paths
    .join('')
    .replaceAll(/-?\d+\.\d+/gu, (number) => String(Math.round(Number(number))));
  return { text, width: Math.round(x), path: rounded };
}

function chooseFrom(fonts: readonly Font[]): FontFor {
  return (character) => {
    const code = character.codePointAt(0) ?? 0;
    const font = fonts.find((candidate) => candidate.hasGlyphForCodePoint(code));
    if (!font) throw new Error(`no font holds ${character}`);
    return font;
  };
}

const folder = { type: 'string' } as const;
const { values } = parseArgs({ options: { en: folder, ko: folder, 'zh-Hans': folder } });
const words = JSON.parse(readFileSync(`${FEATURE}/picture-words.json`, 'utf8')) as Words;

const fontsOf = (locale: string, text: string): Font[] => {
  const given = Object.entries(values).find(([name]) => name === locale)?.[1];
  if (given === undefined) throw new Error(`--${locale} is missing`);
  return packageFonts(given, text);
};
const drawn = Object.entries(words).map(([locale, said]) => {
  const text = Object.values(said).join('');
  // Latin letters are the site's serif in every language.
  const own = locale === 'en' ? [] : fontsOf(locale, text);
  const fontFor = chooseFrom([...fontsOf('en', text), ...own]);
  const paths = Object.entries(said).map(([key, phrase]) => [key, draw(phrase, fontFor)]);
  return [locale, Object.fromEntries(paths)];
});
const figures = chooseFrom(fontsOf('en', SIGNS));
const signs = Array.from(SIGNS, (sign) => [sign, draw(sign, figures)]);
writeFileSync(
  `${FEATURE}/picture-paths.json`,
  `${JSON.stringify({ words: Object.fromEntries(drawn), signs: Object.fromEntries(signs) }, null, 2)}\n`,
);
