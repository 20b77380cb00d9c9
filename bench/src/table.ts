import type { Row } from './row.ts';

const HEAD = ['row', 'ours', 'peer', 'ratio', 'target', ''];

/** The rows as people read them, what was missed marked in its line; what each is and its notes stand below. */
export function tableOf(rows: readonly Row[]): string {
  const cells = rows.map((row) => [
    row.id,
    figure(row.ours, row.unit),
    row.peer === null ? '–' : figure(row.peer, row.unit),
    row.ratio === null ? '–' : `${row.ratio.toFixed(2)} ×`,
    row.target,
    row.met ? 'met' : 'MISSED',
  ]);
  const widths = HEAD.map((_, column) =>
    Math.max(...[HEAD, ...cells].map((line) => line[column]?.length ?? 0)),
  );
  const lineOf = (line: readonly string[]) =>
    line
      .map((cell, column) =>
        column >= 1 && column <= 3
          ? cell.padStart(widths[column] ?? 0)
          : cell.padEnd(widths[column] ?? 0),
      )
      .join('  ')
      .trimEnd();
  const rule = widths.map((width) => '-'.repeat(width)).join('  ');
  const body = cells.flatMap((line, index) => {
    const row = rows[index];
    const below = [row?.what, row?.note].filter((text) => text !== undefined);
    return [lineOf(line), ...below.map((text) => `    ${text}`)];
  });
  return [lineOf(HEAD), rule, ...body].join('\n');
}

/** How many met their targets, and which did not. */
export function verdictOf(rows: readonly Row[]): string {
  const missed = rows.filter(({ met }) => !met).map(({ id }) => id);
  const all = `${rows.length - missed.length} of ${rows.length} rows met their target`;
  return missed.length === 0 ? all : `${all}; missed: ${missed.join(', ')}`;
}

function figure(value: number, unit: string): string {
  const digits = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2;
  const [whole = '', fraction] = value.toFixed(digits).split('.');
  const grouped = whole.replaceAll(/\B(?=(?:\d{3})+$)/gu, ' ');
  const number = fraction === undefined ? grouped : `${grouped}.${fraction}`;
  return unit.startsWith('/') || unit === '' ? `${number}${unit}` : `${number} ${unit}`;
}
