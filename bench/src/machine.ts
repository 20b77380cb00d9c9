import { closeSync, fdatasyncSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { availableParallelism, cpus, release, tmpdir, totalmem, type as system } from 'node:os';
import path from 'node:path';
import { median } from './median.ts';

/** What the figures were measured on. */
export interface Machine {
  cores: number;
  cpu: string;
  memoryGB: number;
  system: string;
  node: string;
  /** Median of writing 8 KB to the temporary folder's disk and waiting until it is there. */
  fsyncMs: number;
}

export function describeMachine(): Machine {
  return {
    cores: availableParallelism(),
    cpu: cpus()[0]?.model.trim() ?? 'unknown',
    memoryGB: Math.round(totalmem() / 2 ** 30),
    system: `${system()} ${release()}`,
    node: process.version,
    fsyncMs: Number(syncMs().toFixed(2)),
  };
}

const SYNCS = 50;

/** A disk that answers at once keeps nothing; then durable figures say little. */
function syncMs(): number {
  const folder = mkdtempSync(path.join(tmpdir(), 'lantern-sync-'));
  const file = openSync(path.join(folder, 'file'), 'w');
  const block = Buffer.alloc(8_192, 1);
  const times = Array.from({ length: SYNCS }, () => {
    const started = performance.now();
    writeSync(file, block);
    fdatasyncSync(file);
    return performance.now() - started;
  });
  closeSync(file);
  rmSync(folder, { recursive: true });
  return median(times);
}
