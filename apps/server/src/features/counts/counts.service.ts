import type {
  CitiesJson,
  CityStatesJson,
  CorrectionsJson,
  CountJson,
  CountriesJson,
  HistoryJson,
  HistoryResolution,
} from '@lantern/schemas/public-json';
import { createAnswerCache, type PublicAnswer } from '../../platform/public-answer.ts';
import type { CountsRepo } from './counts.repo.ts';
import {
  HISTORY_SPANS,
  publishCities,
  publishCorrections,
  publishCount,
  publishCountries,
  publishHistory,
  publishStates,
} from './published-counts.ts';

export interface CountsDeps {
  repo: CountsRepo;
  /** By slug, or the current one; throws `edition-unknown`. */
  editionFor: (slug: string | undefined) => Promise<{ id: string }>;
  /** The current one if it is known for the moment. */
  currentAtHand: () => { id: string } | undefined;
  /** Monotonic milliseconds, for the age of answers. */
  monotonic?: () => number;
}

/** The counts as anyone may see them, at most a second old on this node. */
export interface CountsService {
  current: (edition: string | undefined) => Promise<PublicAnswer<CountJson>>;
  /** The current edition's count if it needs no reading, at once: by far the most asked of all answers. */
  currentAtHand: () => PublicAnswer<CountJson> | undefined;
  countries: (edition: string | undefined) => Promise<PublicAnswer<CountriesJson>>;
  cities: (edition: string | undefined) => Promise<PublicAnswer<CitiesJson>>;
  cityStates: (edition: string | undefined) => Promise<PublicAnswer<CityStatesJson>>;
  history: (
    edition: string | undefined,
    resolution: HistoryResolution,
  ) => Promise<PublicAnswer<HistoryJson>>;
  corrections: (edition: string | undefined) => Promise<PublicAnswer<CorrectionsJson>>;
  /** The numbers as they are now, past every cache: what a tick is made of. */
  readTick: (editionId: string) => Promise<CountJson>;
  /** Drops second-by-second counts older than ten minutes. A job. */
  forgetSeconds: () => Promise<void>;
}

export function createCountsService(deps: CountsDeps): CountsService {
  const { repo, editionFor, monotonic } = deps;
  const counts = createAnswerCache<CountJson>({ monotonic });
  const countries = createAnswerCache<CountriesJson>({ monotonic });
  const cities = createAnswerCache<CitiesJson>({ monotonic });
  const states = createAnswerCache<CityStatesJson>({ monotonic });
  const histories = createAnswerCache<HistoryJson>({ monotonic });
  const corrections = createAnswerCache<CorrectionsJson>({ monotonic });
  const readTick = async (editionId: string) => publishCount(await repo.readCount(editionId));
  return {
    current: async (slug) => {
      const { id } = await editionFor(slug);
      return counts.get(id, () => readTick(id));
    },
    currentAtHand: () => {
      const edition = deps.currentAtHand();
      return edition && counts.young(edition.id);
    },
    countries: async (slug) => {
      const { id } = await editionFor(slug);
      return countries.get(id, async () => publishCountries(await repo.readCountries(id)));
    },
    cities: async (slug) => {
      const { id } = await editionFor(slug);
      return cities.get(id, async () => publishCities(await repo.readCities(id)));
    },
    cityStates: async (slug) => {
      const { id } = await editionFor(slug);
      return states.get(id, async () => publishStates(publishCities(await repo.readCities(id))));
    },
    history: async (slug, resolution) => {
      const { id } = await editionFor(slug);
      const span = HISTORY_SPANS[resolution];
      return histories.get(`${resolution} ${id}`, async () =>
        publishHistory(resolution, await repo.readHistory(id, span)),
      );
    },
    corrections: async (slug) => {
      const { id } = await editionFor(slug);
      return corrections.get(id, async () => publishCorrections(await repo.readCorrections(id)));
    },
    readTick,
    forgetSeconds: async () => {
      await repo.forgetSeconds();
    },
  };
}
