import type { ReactNode } from 'react';

/** What a cell is sorted, searched and exported by. */
export type Value = string | number | null;

/** One column: what it is sorted, searched and exported by, and how it looks. */
export interface Column<Item extends object> {
  id: string;
  title: string;
  /** Null is sorted last, and is an empty cell in a file. */
  value: (item: Item) => Value;
  /** Absent: the value itself, numbers as the language writes them. */
  cell?: (item: Item) => ReactNode;
  /** Figures stand at the end. */
  align?: 'end';
  /** True unless told otherwise. */
  sortable?: boolean;
}
