import type { OwnRow } from './partners.repo.ts';

/** A count under its key. */
export interface Cell {
  key: string;
  total: number;
}

/** The one rule for small cells, handed in from the counts. */
export interface SuppressionSeam {
  /** Below so many nothing is told. */
  threshold: number;
  /** For rows that are told whole: who may be shown, and the sum of the rest. */
  suppress: (
    cells: readonly Cell[],
    outside: number,
    mayShow: (key: string) => boolean,
  ) => { shown: Cell[]; hidden: number };
  /** For cells beside a rest that is told to nobody. */
  suppressBeside: (cells: readonly Cell[], total: number) => Cell[];
}

/** Days in a row, as many as it takes for none of them to be told by itself. ISO dates, UTC. */
export interface Span {
  from: string;
  to: string;
  total: number;
}

const cellsOf = (totals: Record<string, number>): Cell[] =>
  Object.entries(totals).map(([key, total]) => ({ key, total }));

/** What may be told of each code; absent: nothing. The same answer for staff and for every partner. */
export function shownRefs(
  { refs, total }: Pick<OwnRow, 'refs' | 'total'>,
  { suppressBeside }: Pick<SuppressionSeam, 'suppressBeside'>,
): ReadonlyMap<string, number> {
  const partners = cellsOf(refs).filter(({ key }) => key !== '');
  return new Map(suppressBeside(partners, total).map((cell) => [cell.key, cell.total]));
}

type CountryFacts = Pick<OwnRow, 'refs' | 'total' | 'countries' | 'refCountries'>;

/**
 * Which countries each partner may be told of, as `ref/country`. Partners' lists are rows and countries are
 * columns of one table of which the public knows the sums of the large columns: a cell stays only while its
 * row hides three members or none, and what is left of its column is nobody or ten. Hiding one may uncover
 * another, so both are looked at until nothing changes.
 */
function shownCells(facts: CountryFacts, rule: SuppressionSeam): ReadonlySet<string> {
  const told = shownRefs(facts, rule);
  const known = rule.suppress(cellsOf(facts.countries), 0, () => true).shown;
  const rows = Map.groupBy(
    facts.refCountries.filter(({ ref }) => told.has(ref)),
    ({ ref }) => ref,
  );
  const columns = new Set(known.map(({ key }) => key));
  let open = new Set(
    [...rows].flatMap(([ref, cells]) =>
      cells.filter(({ country }) => columns.has(country)).map(({ country }) => `${ref}/${country}`),
    ),
  );
  for (;;) {
    const before = open;
    const inRows = [...rows].flatMap(([ref, cells]) =>
      rule
        .suppress(
          cells.map(({ country, total }) => ({ key: country, total })),
          0,
          (country) => before.has(`${ref}/${country}`),
        )
        .shown.map(({ key, total }) => ({ ref, country: key, total })),
    );
    open = new Set(
      known.flatMap(({ key: country, total: everyone }) => {
        const column = inRows.filter((cell) => cell.country === country);
        const cells = column.map(({ ref, total }) => ({ key: ref, total }));
        return rule.suppressBeside(cells, everyone).map(({ key }) => `${key}/${country}`);
      }),
    );
    if (open.size === before.size) return open;
  }
}

/** A partner's countries as far as they may be told, largest first, and the sum of the others. */
export function ownCountries(
  facts: CountryFacts,
  ref: string,
  rule: SuppressionSeam,
): { shown: Cell[]; hidden: number } {
  const open = shownCells(facts, rule);
  const own = facts.refCountries
    .filter((cell) => cell.ref === ref)
    .map(({ country, total }) => ({ key: country, total }));
  return rule.suppress(own, 0, (country) => open.has(`${ref}/${country}`));
}

interface OpenSpan extends Span {
  /** How many came otherwise meanwhile, falls taken off. */
  others: number;
}

/**
 * Growth in spans of days, each with at least as many signers as may be told, and with nobody or as many
 * others: the public history tells how many there were in all. Σ = what the partner brought in.
 */
export function ownSpans(
  { days, allDays }: Pick<OwnRow, 'days' | 'allDays'>,
  { threshold }: Pick<SuppressionSeam, 'threshold'>,
): Span[] {
  const own = new Map(days.map(({ day, total }) => [day, total]));
  const everyone = new Map(allDays.map(({ day, net }) => [day, net]));
  const closed: OpenSpan[] = [];
  let open: OpenSpan | null = null;
  for (const day of [...new Set([...own.keys(), ...everyone.keys()])].sort()) {
    const total = own.get(day) ?? 0;
    const today = { from: day, to: day, total, others: (everyone.get(day) ?? 0) - total };
    open = open ? joined(open, today) : today;
    // Days before the partner's first signer are not its.
    if (open.total === 0) open = null;
    else if (mayTell(open, threshold)) {
      closed.push(open);
      open = null;
    }
  }
  // What is left over is no span of its own: earlier ones take it in until the whole may be told.
  while (open && !mayTell(open, threshold)) {
    const earlier = closed.pop();
    if (!earlier) return [];
    open = joined(earlier, open);
  }
  return [...closed, ...(open ? [open] : [])].map(({ from, to, total }) => ({ from, to, total }));
}

const joined = (first: OpenSpan, then: OpenSpan): OpenSpan => ({
  from: first.from,
  to: then.to,
  total: first.total + then.total,
  others: first.others + then.others,
});

const mayTell = ({ total, others }: OpenSpan, threshold: number): boolean =>
  total >= threshold && (others === 0 || others >= threshold);
