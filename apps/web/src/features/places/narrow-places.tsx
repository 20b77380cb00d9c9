import type { Locale } from '@lantern/schemas/locale';
import type { CitiesJson } from '@lantern/schemas/public-json';
import type { Messages } from '@lingui/core';
import { createRoot } from 'react-dom/client';
import { translatorOf } from '../../shared/i18n/translate.ts';
import { Found } from './found.tsx';
import { locate, type Point } from './near.ts';
import { readChoice } from './place-choice.ts';
import { wordsWith } from './places-words.ts';

const CATALOGUES = {
  en: () => import('./locales/en.json'),
  ko: () => import('./locales/ko.json'),
  'zh-Hans': () => import('./locales/zh-Hans.json'),
} satisfies Record<Locale, () => Promise<{ default: unknown }>>;

interface Page {
  form: HTMLFormElement;
  /** Holds what the server wrote, and then what is written here. */
  found: HTMLElement;
  /** Where it is said what became of a press on "near me". */
  said: HTMLElement;
  locale: Locale;
  edition: string | null;
}

/**
 * Map and list follow the form from now on, without asking the server: the public list of cities is read once, and
 * where the reader is stays in this function.
 */
export async function narrowPlaces({ form, found, said, locale, edition }: Page) {
  const [all, messages] = await Promise.all([readCities(edition), CATALOGUES[locale]()]);
  // The build has compiled the messages; JSON's own type does not know.
  const t = translatorOf(locale, messages.default as unknown as Messages);
  const words = wordsWith({ locale, t });
  const root = createRoot(found);
  let here: Point | null = null;
  const draw = () => {
    const given = new FormData(form);
    const choice = readChoice(given, all);
    root.render(<Found all={all} choice={choice} edition={edition} here={here} words={words} />);
    keepInAddress(given);
  };
  return {
    draw,
    /** Sorts by distance, if the reader lets the browser know where it is. */
    goNear: async () => {
      said.textContent = t('near.locating');
      const answer = await locate();
      if (typeof answer === 'string') {
        said.textContent = t(`near.${answer}`);
        return;
      }
      here = answer;
      said.textContent = t('near.done');
      draw();
    },
  };
}

async function readCities(edition: string | null) {
  const query = edition === null ? '' : `?edition=${encodeURIComponent(edition)}`;
  const answer = await fetch(`/api/v1/cities${query}`);
  if (!answer.ok) throw new Error(`cities: ${answer.status}`);
  // Our own answer, to the page that came with it.
  const { cities } = (await answer.json()) as CitiesJson;
  return cities;
}

/** As the form would have led there, so that the choice can be passed on and come back to. */
function keepInAddress(given: FormData) {
  const url = new URL(location.href);
  for (const [name, value] of given)
    if (typeof value === 'string' && value.trim() !== '') url.searchParams.set(name, value.trim());
    else url.searchParams.delete(name);
  history.replaceState(history.state, '', url);
}
