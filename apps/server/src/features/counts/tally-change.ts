import type { Channel } from '@lantern/schemas/signature';

/** What one signature does to the counts: it begins to count, or it ceases to. */
export interface TallyDelta {
  /** ISO alpha-2. */
  country: string;
  /** A city of the edition, or null for none. */
  citySlug: string | null;
  channel: Channel;
  /** The code of the partner who brought it in, or null for none. */
  ref: string | null;
  net: 1 | -1;
  /** Whether it is given the next signer number; a released signature that has one keeps it. */
  numbered: boolean;
  /** Required with `net: -1`: why the total falls, as published per day. */
  fall?: { reason: string };
}

/** Everything that changes in one transaction. */
export interface TallyChange {
  editionId: string;
  deltas: readonly TallyDelta[];
}

/** One count: a country, a city (`` for none), a channel or a partner's code (`` for none). */
interface TallyCell {
  dimension: 'country' | 'city' | 'channel' | 'ref';
  key: string;
  net: number;
}

/** How many fell for one reason. */
interface Fall {
  reason: string;
  count: number;
}

/** A change, added up: what the database is told, however many signatures it was. */
export interface SummedChange {
  net: number;
  /** How many signer numbers to give. */
  numbered: number;
  /** Sorted, each cell once; those that come out even are left out. */
  cells: readonly TallyCell[];
  falls: readonly Fall[];
}

/** Adds a change up per cell. A fall without a reason is a fault of the caller. */
export function sumChange(deltas: readonly TallyDelta[]): SummedChange {
  const cells = new Map<string, TallyCell>();
  const falls = new Map<string, number>();
  let net = 0;
  let numbered = 0;
  for (const delta of deltas) {
    net += delta.net;
    if (delta.numbered) numbered += 1;
    for (const cell of cellsOf(delta)) add(cells, cell);
    if (delta.net === -1) {
      if (!delta.fall) throw new Error('a count may fall only with a reason');
      falls.set(delta.fall.reason, (falls.get(delta.fall.reason) ?? 0) + 1);
    }
  }
  return {
    net,
    numbered,
    cells: [...cells.entries()]
      .filter(([, cell]) => cell.net !== 0)
      .sort(([left], [right]) => (left < right ? -1 : 1))
      .map(([, cell]) => cell),
    falls: [...falls].map(([reason, count]) => ({ reason, count })),
  };
}

function cellsOf({ country, citySlug, channel, ref, net }: TallyDelta): TallyCell[] {
  return [
    { dimension: 'country', key: country, net },
    { dimension: 'city', key: citySlug ?? '', net },
    { dimension: 'channel', key: channel, net },
    { dimension: 'ref', key: ref ?? '', net },
  ];
}

function add(cells: Map<string, TallyCell>, cell: TallyCell): void {
  const id = `${cell.dimension}/${cell.key}`;
  const known = cells.get(id);
  if (known) known.net += cell.net;
  else cells.set(id, cell);
}
