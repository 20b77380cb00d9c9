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

/** How many fell for one reason, or were restored. */
interface Correction {
  reason: string;
  count: number;
}

/** Written beside the reasons of falls: signatures that count again under the number they have. */
export const RESTORED = 'restored';

/** A change, added up: what the database is told, however many signatures it was. */
export interface SummedChange {
  net: number;
  /** How many signer numbers to give. */
  numbered: number;
  /** Sorted, each cell once; those that come out even are left out. */
  cells: readonly TallyCell[];
  corrections: readonly Correction[];
}

/**
 * Adds a change up per cell. A fall without a reason is a fault of the caller. What counts again without
 * a new number had fallen before: the numbers given, less all falls, plus all restored, are the total.
 */
export function sumChange(deltas: readonly TallyDelta[]): SummedChange {
  const cells = new Map<string, TallyCell>();
  const corrections = new Map<string, number>();
  let net = 0;
  let numbered = 0;
  for (const delta of deltas) {
    net += delta.net;
    if (delta.numbered) numbered += 1;
    for (const cell of cellsOf(delta)) add(cells, cell);
    const reason = correctionOf(delta);
    if (reason !== null) corrections.set(reason, (corrections.get(reason) ?? 0) + 1);
  }
  return {
    net,
    numbered,
    cells: [...cells.entries()]
      .filter(([, cell]) => cell.net !== 0)
      .sort(([left], [right]) => (left < right ? -1 : 1))
      .map(([, cell]) => cell),
    corrections: [...corrections].map(([reason, count]) => ({ reason, count })),
  };
}

function correctionOf({ net, numbered, fall }: TallyDelta): string | null {
  if (net === 1) return numbered ? null : RESTORED;
  if (!fall) throw new Error('a count may fall only with a reason');
  return fall.reason;
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
