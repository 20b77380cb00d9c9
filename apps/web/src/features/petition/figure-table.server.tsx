import { PLAIN_LINK } from '../../shared/plain-link.server.tsx';

interface TableProps {
  caption: string;
  /** The first names the rows; the others hold figures. */
  columns: readonly string[];
  rows: readonly (readonly string[])[];
  /** Stands below the rows: what they add up to. */
  sum: readonly string[];
}

/** A table that opens at a press, beside the drawing it belongs to. */
export function FigureTable({ summary, ...table }: TableProps & { summary: string }) {
  return (
    <details className="mt-3">
      <summary className={PLAIN_LINK}>{summary}</summary>
      <PlainTable {...table} />
    </details>
  );
}

/** Rows of figures, each under the name in its first column. */
function PlainTable({ caption, columns, rows, sum }: TableProps) {
  return (
    <table className="tabular mt-2 w-full text-start text-[0.9375rem]">
      <caption className="sr-only">{caption}</caption>
      <thead>
        <tr className="border-b border-edge align-bottom">
          {columns.map((name, index) => (
            <th key={name} scope="col" className={`py-2 font-semibold ${side(index)}`}>
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row[0]} className="border-b border-line align-top">
            <Cells row={row} columns={columns} />
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr className="border-t border-edge align-top font-semibold">
          <Cells row={sum} columns={columns} />
        </tr>
      </tfoot>
    </table>
  );
}

function Cells({
  row: [name = '', ...figures],
  columns,
}: {
  row: readonly string[];
  columns: readonly string[];
}) {
  return (
    <>
      <th scope="row" className="py-2 text-start font-[inherit]">
        {name}
      </th>
      {figures.map((figure, index) => (
        <td key={columns[index + 1]} className={`py-2 ${side(index + 1)}`}>
          {figure}
        </td>
      ))}
    </>
  );
}

const side = (column: number): string => (column === 0 ? 'text-start' : 'ps-4 text-end');
