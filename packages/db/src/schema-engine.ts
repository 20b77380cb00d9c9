import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { PrismaPg } from '@prisma/adapter-pg';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';
import type * as EngineModule from '@prisma/schema-engine-wasm/schema_engine_bg';
import pg from 'pg';
import { requireFromDb } from './root.ts';

/** Prisma's schema files, as the engine takes them. */
export interface SchemaFile {
  path: string;
  content: string;
}

type SchemaEngine = EngineModule.SchemaEngine;

/** Runs `work` with the engine bound to a database. */
export async function withSchemaEngine<T>(
  url: string,
  work: (engine: SchemaEngine) => Promise<T>,
): Promise<T> {
  const { SchemaEngine } = await loadEngine();
  // The engine never closes what the adapter opened, so the pool is ours.
  const pool = new pg.Pool({ connectionString: url, max: 1 });
  try {
    const factory = bindMigrationAwareSqlAdapterFactory(new WholeScriptPg(pool));
    const engine = await SchemaEngine.new({ datamodels: undefined }, () => undefined, factory);
    return await work(engine).finally(() => engine.free());
  } finally {
    await pool.end();
  }
}

export interface DiffOptions {
  /** Any database: the engine insists on a connection, though it reads nothing there. */
  url: string;
  /** Null: from nothing. */
  from: SchemaFile | null;
  to: SchemaFile;
}

/** SQL that leads from one schema to another. */
export function diffSql({ url, from, to }: DiffOptions): Promise<string> {
  return withSchemaEngine(url, async (engine) => {
    const { stdout } = await engine.diff({
      from: from ? { tag: 'schemaDatamodel', files: [from] } : { tag: 'empty' },
      to: { tag: 'schemaDatamodel', files: [to] },
      script: true,
      exitCode: null,
      filters: { externalTables: [], externalEnums: [] },
    });
    return stdout ?? '';
  });
}

type Adapter = Awaited<ReturnType<PrismaPg['connect']>>;

/** Prisma's adapter cuts scripts at every semicolon, also inside functions; PostgreSQL takes them whole. */
class WholeScriptPg extends PrismaPg {
  override async connect(): Promise<Adapter> {
    const adapter = await super.connect();
    adapter.executeScript = async (script) => {
      await adapter.underlyingDriver().query(script);
    };
    return adapter;
  }
}

let loaded: Promise<typeof EngineModule> | undefined;

/** The package's own entry imports its `.wasm` as a module, which Node does only behind a flag. */
function loadEngine(): Promise<typeof EngineModule> {
  loaded ??= (async () => {
    const file = requireFromDb.resolve('@prisma/schema-engine-wasm/schema_engine_bg');
    // The untyped import is of the very module the type names.
    const engine = (await import(pathToFileURL(file).href)) as typeof EngineModule & {
      __wbg_set_wasm(exports: Record<string, unknown>): void;
    };
    const wasm = await readFile(path.join(path.dirname(file), 'schema_engine_bg.wasm'));
    const { instance } = await WebAssembly.instantiate(wasm, {
      './schema_engine_bg.js': { ...engine },
    });
    engine.__wbg_set_wasm(instance.exports);
    const start = instance.exports['__wbindgen_start'];
    if (typeof start === 'function') start();
    return engine;
  })();
  return loaded;
}
