/** Something at one point of a strip, in em from its start. */
export interface OnStrip {
  key: string;
  x: number;
}

export interface LanesOptions {
  /** Of the strip: as many marks as fit stand above one another. */
  height: number;
  width: number;
  /** Tried in order; the first at which no mark strays further than `stray` is taken, else the last. Em. */
  sizes: readonly number[];
  stray: number;
}

interface Column {
  keys: string[];
  x: number;
}

/** Stacks marks of one moment in columns, and moves columns that would touch apart, each as little as it must. */
export function stackInLanes(items: readonly OnStrip[], options: LanesOptions) {
  const sorted = items.toSorted((a, b) => a.x - b.x || (a.key < b.key ? -1 : 1));
  for (const size of options.sizes) {
    const columns = columnsOf(sorted, size, Math.max(1, Math.floor(options.height / size)));
    const placed = partColumns(columns, size, options.width);
    const strayed = Math.max(0, ...placed.map(({ x }, n) => Math.abs(x - (columns[n]?.x ?? x))));
    if (strayed <= options.stray || size === options.sizes.at(-1)) return { size, columns: placed };
  }
  return { size: 1, columns: [] };
}

function columnsOf(sorted: readonly OnStrip[], size: number, lanes: number): Column[] {
  const columns: Column[] = [];
  for (const { key, x } of sorted) {
    const last = columns.at(-1);
    if (last && last.keys.length < lanes && x - last.x < size / 2) last.keys.push(key);
    else columns.push({ keys: [key], x });
  }
  return columns;
}

interface Block {
  /** Sum of where its columns would begin if each were the first. */
  wish: number;
  columns: Column[];
}

/** Columns that touch form a block around the middle of their wishes; blocks that touch become one. */
function partColumns(columns: readonly Column[], size: number, width: number): Column[] {
  const startOf = ({ wish, columns: { length } }: Block) =>
    Math.min(Math.max(wish / length, size / 2), Math.max(size / 2, width - (length - 0.5) * size));
  const blocks: Block[] = [];
  for (const column of columns) {
    let block: Block = { wish: column.x, columns: [column] };
    for (let before = blocks.at(-1); before; before = blocks.at(-1)) {
      const offset = before.columns.length * size;
      if (startOf(before) + offset <= startOf(block)) break;
      blocks.pop();
      block = {
        wish: before.wish + block.wish - offset * block.columns.length,
        columns: [...before.columns, ...block.columns],
      };
    }
    blocks.push(block);
  }
  return blocks.flatMap((block) =>
    block.columns.map(({ keys }, n) => ({ keys, x: startOf(block) + n * size })),
  );
}
