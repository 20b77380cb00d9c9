/** Offers `rows` under `columns` as a file; cells that a spreadsheet would run are defused. */
export async function saveCsv(
  name: string,
  columns: readonly string[],
  rows: readonly (readonly (string | number | null)[])[],
): Promise<void> {
  const { stringify } = await import('csv-stringify/browser/esm/sync');
  // The mark at the start lets spreadsheets see that it is UTF-8.
  const csv = stringify([columns, ...rows], {
    bom: true,
    escape_formulas: true,
    record_delimiter: 'windows',
  });
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([csv], { type: 'text/csv' }));
  link.download = `${name}.csv`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
