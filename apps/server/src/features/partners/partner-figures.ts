import type { Locale } from '@lantern/schemas/locale';
import type { Pool } from 'pg';
import { DomainError } from '../../platform/domain-error.ts';
import { createAnswerCache } from '../../platform/public-answer.ts';
import {
  ownCountries,
  ownSpans,
  shownRefs,
  type Span,
  type SuppressionSeam,
} from './own-figures.ts';
import {
  readOwn,
  readPartner,
  readPartners,
  readRefs,
  type OwnRow,
  type PartnerRow,
  type RegisteredPartner,
} from './partners.repo.ts';

export interface FiguresDeps {
  pool: Pool;
  suppression: SuppressionSeam;
  /** The edition whose figures are told; throws `edition-unknown`. */
  currentEdition: () => Promise<{ id: string; slug: string }>;
}

/** When and of what the figures are; `everyone` is the public total. */
interface Stamp {
  edition: string;
  everyone: number;
  version: number;
  /** ISO instant. */
  asOf: string;
}

/** What staff see of a partner. `total` null: too few, or held back so that nobody's few can be worked out. */
export interface PartnerListed extends Omit<PartnerRow, 'createdAt' | 'endedAt'> {
  createdAt: string;
  endedAt: string | null;
  total: number | null;
}

/** A partner's own figures, as far as they may be told. */
export interface OwnFigures extends Stamp {
  partner: { ref: string; name: string; locales: Locale[]; origins: string[]; ended: boolean };
  total: number | null;
  countries: { country: string; total: number }[];
  /** Sum of the countries that are not told by themselves; null while the total is not told. */
  otherCountries: number | null;
  spans: Span[];
}

export function createPartnerFigures({ pool, suppression, currentEdition }: FiguresDeps) {
  // The same for all who speak for a partner, and read at most once a second.
  const own = createAnswerCache<OwnFigures>();
  return {
    /** For staff: every partner, with what each brought in to the current edition. */
    list: async (): Promise<Stamp & { partners: PartnerListed[] }> => {
      const { id, slug } = await currentEdition();
      const [partners, row] = await Promise.all([readPartners(pool), readRefs(pool, id)]);
      const shown = shownRefs(row, suppression);
      return {
        ...stamp(slug, row),
        partners: partners.map((partner) => ({
          ...partner,
          createdAt: partner.createdAt.toISOString(),
          endedAt: partner.endedAt?.toISOString() ?? null,
          total: shown.get(partner.ref) ?? null,
        })),
      };
    },
    /** For whoever speaks for a partner: its figures, and no other's. `forbidden`: for none. */
    own: async (partnerId: string | null): Promise<OwnFigures> => {
      const partner = partnerId === null ? null : await readPartner(pool, partnerId);
      if (!partner) throw new DomainError('forbidden');
      const { id, slug } = await currentEdition();
      const answer = await own.get(`${id} ${partner.ref}`, async () =>
        figuresOf(partner, slug, { row: await readOwn(pool, id, partner.ref), suppression }),
      );
      return { ...answer.body, partner: told(partner) };
    },
  };
}

const told = ({ ref, name, locales, origins, endedAt }: RegisteredPartner) => ({
  ref,
  name,
  locales,
  origins,
  ended: endedAt !== null,
});

const stamp = (edition: string, row: Pick<OwnRow, 'total' | 'version' | 'asOf'>): Stamp => ({
  edition,
  everyone: row.total,
  version: row.version,
  asOf: row.asOf.toISOString(),
});

function figuresOf(
  partner: RegisteredPartner,
  edition: string,
  { row, suppression }: { row: OwnRow; suppression: SuppressionSeam },
): OwnFigures {
  const base = { ...stamp(edition, row), partner: told(partner) };
  const total = shownRefs(row, suppression).get(partner.ref) ?? null;
  if (total === null) return { ...base, total, countries: [], otherCountries: null, spans: [] };
  const { shown, hidden } = ownCountries(row, partner.ref, suppression);
  return {
    ...base,
    total,
    countries: shown.map(({ key, total }) => ({ country: key, total })),
    otherCountries: hidden,
    spans: ownSpans(row, suppression),
  };
}
