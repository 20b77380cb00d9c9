import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compileMessageOrThrow } from '@lingui/message-utils/compileMessage';

/**
 * Message catalogues: one flat JSON per language, `…/locales/{locale}.json`, id → ICU message. English
 * is the source that gives the ids their type (`keyof typeof en`); every other language must have the
 * same ids with the same arguments. Builds and tests compile them; nothing generated is kept.
 */
const CATALOGUE = /^(?<folder>.*\/locales)\/(?<locale>[A-Za-z-]+)\.json$/u;
const SOURCE_LOCALE = 'en';

type Catalogue = Record<string, string>;
type Compiled = ReturnType<typeof compileMessageOrThrow>;

/** The part of Vite's plugin interface that is used, so that tooling needs no Vite of its own. */
interface CataloguePlugin {
  name: string;
  enforce: 'pre';
  transform(
    this: { addWatchFile(file: string): void },
    code: string,
    id: string,
  ): { code: string; moduleType: 'js'; map: null } | null;
}

/** Compiles imported catalogues; a missing, superfluous, empty or broken message fails the build. */
export function catalogues(): CataloguePlugin {
  return {
    name: 'lantern:catalogues',
    enforce: 'pre',
    transform(code, id) {
      const file = id.replace(/\?.*$/u, '').replaceAll('\\', '/');
      const folder = CATALOGUE.exec(file)?.groups?.['folder'];
      if (!folder) return null;
      const source = `${folder}/${SOURCE_LOCALE}.json`;
      this.addWatchFile(source);
      const catalogue = parse(code);
      const faults = compare(catalogue, read(source));
      if (faults.length > 0) throw new Error(`${file}:\n  ${faults.join('\n  ')}`);
      const compiled = Object.entries(catalogue).map(([key, text]) => [
        key,
        compileMessageOrThrow(text),
      ]);
      return {
        // A parsed string loads faster than the literal it stands for.
        code: `export default JSON.parse(${JSON.stringify(JSON.stringify(Object.fromEntries(compiled)))});`,
        moduleType: 'js',
        map: null,
      };
    },
  };
}

/**
 * Everything wrong with the catalogues in `localesDir`, for a test to expect to be empty: languages that
 * differ from English, and ids that no source file under `sourceDir` names. An id counts as named by
 * a string literal, or by a template literal of its shape (`` `error.${code}` ``).
 */
export function catalogueFaults({
  localesDir,
  sourceDir,
  locales,
}: {
  localesDir: string;
  sourceDir: string;
  locales: readonly string[];
}): string[] {
  const source = read(join(localesDir, `${SOURCE_LOCALE}.json`));
  const faults = locales.flatMap((locale) => {
    const file = join(localesDir, `${locale}.json`);
    if (!existsSync(file)) return [`${locale}: there is no catalogue`];
    return compare(read(file), source).map((fault) => `${locale}: ${fault}`);
  });
  const named = namedIn(sourceDir);
  return [
    ...faults,
    ...Object.keys(source)
      .filter((id) => !named(id))
      .map((id) => `${SOURCE_LOCALE}: '${id}' is used nowhere`),
  ];
}

function namedIn(sourceDir: string): (id: string) => boolean {
  const texts = globSync('**/*.{ts,tsx}', { cwd: sourceDir })
    .filter((file) => !/\.test\.tsx?$/u.test(file))
    .map((file) => readFileSync(join(sourceDir, file), 'utf8'));
  const whole = new Set<string>();
  const shapes = new Set<string>();
  for (const text of texts) {
    for (const [, literal] of text.matchAll(/['"`]([\w.-]+)['"`]/gu)) whole.add(literal ?? '');
    for (const [, template] of text.matchAll(/`((?:[\w.-]|\$\{[^{}`]+\})+)`/gu)) {
      shapes.add((template ?? '').replaceAll(/\$\{[^{}]+\}/gu, '*'));
    }
  }
  const patterns = [...shapes]
    .filter((shape) => shape.replaceAll('*', '').length >= 3)
    .map(pattern);
  return (id) => whole.has(id) || patterns.some((shape) => shape.test(id));
}

const pattern = (shape: string): RegExp =>
  new RegExp(`^${shape.replaceAll('.', '\\.').replaceAll('*', '[\\w.-]+')}$`, 'u');

function compare(catalogue: Catalogue, source: Catalogue): string[] {
  const missing = Object.keys(source).filter((id) => !Object.hasOwn(catalogue, id));
  return [
    ...missing.map((id) => `'${id}' is missing`),
    ...Object.entries(catalogue).flatMap(([id, text]) => {
      const original = source[id];
      if (original === undefined) return [`'${id}' does not exist in ${SOURCE_LOCALE}`];
      return messageFaults(text, original).map((fault) => `'${id}' ${fault}`);
    }),
  ];
}

function messageFaults(text: string, original: string): string[] {
  if (text.trim() === '') return ['is empty'];
  try {
    const has = argumentsOf(compileMessageOrThrow(text));
    const wants = argumentsOf(compileMessageOrThrow(original));
    const same = has.size === wants.size && [...wants].every((name) => has.has(name));
    return same ? [] : [`takes {${[...has].join(', ')}} instead of {${[...wants].join(', ')}}`];
  } catch (error) {
    return [`is no ICU message: ${error instanceof Error ? error.message : String(error)}`];
  }
}

function argumentsOf(message: Compiled, names = new Set<string>()): Set<string> {
  for (const token of message) {
    // `#` stands for the number of the plural it is in.
    if (typeof token === 'string') continue;
    const [name, , format] = token;
    if (name !== '#') names.add(name);
    if (format === null || typeof format !== 'object') continue;
    for (const choice of Object.values(format)) {
      if (Array.isArray(choice)) argumentsOf(choice, names);
    }
  }
  return names;
}

const read = (file: string): Catalogue => parse(readFileSync(file, 'utf8'));

function parse(json: string): Catalogue {
  const value: unknown = JSON.parse(json);
  if (typeof value !== 'object' || value === null) throw new Error('a catalogue is a flat object');
  return Object.fromEntries(
    Object.entries(value).map(([id, text]) => {
      if (typeof text !== 'string') throw new Error(`'${id}' is not text: catalogues are flat`);
      return [id, text];
    }),
  );
}
