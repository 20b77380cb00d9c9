import { stringify } from 'csv-stringify/sync';

/** One cell: null is empty. */
export type CsvCell = string | number | null;

/**
 * RFC 4180, header first. Text that a spreadsheet would take for a formula gets an apostrophe in front;
 * numbers stay numbers.
 */
export function toCsv(columns: readonly string[], rows: readonly (readonly CsvCell[])[]): string {
  return stringify(
    rows.map((row) => [...row]),
    {
      header: true,
      columns: columns.map((key) => ({ key })),
      escape_formulas: true,
      record_delimiter: 'windows',
    },
  );
}
