import { globSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

/** Below this, headers weigh more than what is saved. */
const WORTH_COMPRESSING_BYTES = 512;

/**
 * Writes a `.br` and a `.gz` beside every text file of a built browser app, at the best quality, once,
 * for the server to hand out as they are. Fonts are compressed in themselves.
 */
export function precompress(folder: string): void {
  for (const name of globSync('**/*.{js,css,svg,json,webmanifest}', { cwd: folder })) {
    const file = join(folder, name);
    if (statSync(file).size < WORTH_COMPRESSING_BYTES) continue;
    const body = readFileSync(file);
    const params = {
      [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
      [constants.BROTLI_PARAM_SIZE_HINT]: body.length,
    };
    writeFileSync(`${file}.br`, brotliCompressSync(body, { params }));
    writeFileSync(`${file}.gz`, gzipSync(body, { level: constants.Z_BEST_COMPRESSION }));
  }
}
