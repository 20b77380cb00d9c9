import { regionOf, type Region } from '@lantern/schemas/region';
import type { Pool } from 'pg';
import { readCoverage, type CoverageRow } from './coverage.repo.ts';

/**
 * `covered`: a coordinator is ready and something is planned; `claimed`: somebody answers for it, or has applied;
 * `uncovered`: nobody.
 */
type CoverageState = 'covered' | 'claimed' | 'uncovered';

interface CoveredMission extends Omit<CoverageRow, 'withdrawnAt' | 'endedAt'> {
  state: CoverageState;
  region: Region | null;
  /** Among the uncovered: 1 is where most signers have nobody to go for them; null where nobody has signed. */
  rank: number | null;
  /** Since when an uncovered one is open again that was somebody's before. */
  reopenedAt: string | null;
}

/** Which missions somebody goes to. */
export interface CoverageService {
  /** The uncovered first, by their rank. Throws `edition-unknown`. */
  read(edition: string | undefined): Promise<{ edition: string; missions: CoveredMission[] }>;
}

interface CoverageDeps {
  pool: Pool;
  /** By slug, or the current one; from petition. */
  editionFor: (slug: string | undefined) => Promise<{ id: string; slug: string }>;
}

export const createCoverageService = ({ pool, editionFor }: CoverageDeps): CoverageService => ({
  read: async (asked) => {
    const { id, slug } = await editionFor(asked);
    const rows = (await readCoverage(pool, id)).toSorted(byNeed);
    let rank = 0;
    const missions = rows.map((row) => {
      const state = stateOf(row);
      if (state === 'uncovered') rank += 1;
      return coveredMission(row, { state, rank });
    });
    return { edition: slug, missions };
  },
});

const ORDER: readonly CoverageState[] = ['uncovered', 'claimed', 'covered'];

/** Uncovered before the others; then by the signers of the country, of the city, and by name. */
function byNeed(one: CoverageRow, other: CoverageRow): number {
  return (
    ORDER.indexOf(stateOf(one)) - ORDER.indexOf(stateOf(other)) ||
    other.signersOfCountry - one.signersOfCountry ||
    other.signersOfCity - one.signersOfCity ||
    (one.mission < other.mission ? -1 : 1)
  );
}

function stateOf(row: CoverageRow): CoverageState {
  const { withdrawnAt, readyCoordinators, actions, people, claims } = row;
  if (withdrawnAt === null && readyCoordinators > 0 && actions > 0) return 'covered';
  return people > 0 || claims > 0 ? 'claimed' : 'uncovered';
}

function coveredMission(
  { withdrawnAt, endedAt, ...row }: CoverageRow,
  { state, rank }: { state: CoverageState; rank: number },
): CoveredMission {
  const given = [withdrawnAt, endedAt].filter((at) => at !== null);
  const last = given.toSorted((one, other) => other.getTime() - one.getTime())[0];
  const isOpen = state === 'uncovered';
  return {
    ...row,
    state,
    region: regionOf(row.country) ?? null,
    rank: isOpen && row.signersOfCountry > 0 ? rank : null,
    reopenedAt: isOpen && last ? last.toISOString() : null,
  };
}
