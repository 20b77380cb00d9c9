import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import sharp from 'sharp';

// Draws the public site's icons from its favicon.svg: `node scripts/draw-icons.ts`.

const FOLDER = path.join(import.meta.dirname, '../../web/public');
const drawn = readFileSync(`${FOLDER}/favicon.svg`, 'utf8');
/** Without its round corners, for systems that cut their own. */
const square = drawn.replace(' rx="7"', '');
/** The mark within the middle 80 %, which every mask leaves alone. */
const maskable = square
  .replace(/<path/u, '<g transform="translate(4.8 4.8) scale(.7)"><path')
  .replace('</svg>', '</g></svg>');

const png = (svg: string, size: number): Promise<Buffer> =>
  sharp(Buffer.from(svg), { density: (72 * size) / 32 })
    .resize(size, size)
    .png({ compressionLevel: 9, palette: true })
    .toBuffer();

const icons = [
  { name: 'icon-192.png', svg: drawn, size: 192 },
  { name: 'icon-512.png', svg: drawn, size: 512 },
  { name: 'icon-maskable-512.png', svg: maskable, size: 512 },
  { name: 'apple-touch-icon.png', svg: square, size: 180 },
];
for (const { name, svg, size } of icons) writeFileSync(`${FOLDER}/${name}`, await png(svg, size));
writeFileSync(`${FOLDER}/favicon.ico`, asIcon(await png(drawn, 32), 32));

/** An .ico file that holds one PNG. */
function asIcon(image: Buffer, size: number): Buffer {
  const head = Buffer.alloc(22);
  head.writeUInt16LE(1, 2);
  head.writeUInt16LE(1, 4);
  head.writeUInt8(size, 6);
  head.writeUInt8(size, 7);
  head.writeUInt16LE(1, 10);
  head.writeUInt16LE(32, 12);
  head.writeUInt32LE(image.length, 14);
  head.writeUInt32LE(head.length, 18);
  return Buffer.concat([head, image]);
}
