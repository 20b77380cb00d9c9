import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const INLINE = /<script(?<attributes>[^>]*)>(?<code>[^<]+(?:<(?!\/script>)[^<]*)*)<\/script>/gu;

/**
 * Moves the scripts that React Router writes into `index.html` to files of their own, so that the
 * page runs under a policy without inline scripts or hashes. Their order stays: a file's script
 * without `async` runs where its tag stands, as the inline one did.
 */
export async function externaliseScripts(clientDirectory: string, base: string): Promise<void> {
  const page = join(clientDirectory, 'index.html');
  const html = await readFile(page, 'utf8');
  const files = new Map<string, string>();
  const changed = html.replaceAll(INLINE, (tag: string, ...rest: unknown[]) => {
    const { attributes = '', code = '' } = Object(rest.at(-1));
    if (/\ssrc=/u.test(attributes)) return tag;
    const hash = createHash('sha256').update(code).digest('hex').slice(0, 12);
    files.set(`assets/boot-${hash}.js`, code);
    return `<script${attributes.replace(/\sasync(="")?/u, '')} src="${base}assets/boot-${hash}.js"></script>`;
  });
  for (const [name, code] of files) await writeFile(join(clientDirectory, name), code);
  await writeFile(page, changed);
}
