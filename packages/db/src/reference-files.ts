import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { DB_ROOT } from './root.ts';

/** The text of a file in `reference/`. */
export function readReference(name: string): Promise<string> {
  return readFile(path.join(DB_ROOT, 'reference', name), 'utf8');
}
