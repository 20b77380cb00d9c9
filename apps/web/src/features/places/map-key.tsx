import { CityMark, type CityState } from '@lantern/ui/city-mark';
import { UnlitKey, type MapCity } from '@lantern/ui/world-map';
import { KINDS, STATES, type Place } from './place-groups.ts';
import type { PlacesWords } from './places-words.ts';

interface Props {
  places: readonly Place[];
  words: PlacesWords;
}

/** What each sign on the map means; only those that are there. */
export function MapKey({ places, words: { t } }: Props) {
  const kinds = new Set(
    places.filter(({ status }) => status === 'planned').map(({ kind }) => kind),
  );
  const states = STATES.filter(
    (state) => state !== 'planned' && places.some(({ status }) => status === state),
  );
  return (
    <ul aria-label={t('key.title')} className="mb-4 flex flex-wrap gap-x-6 text-sm text-muted">
      {KINDS.map(
        (kind) => kinds.has(kind) && <KeyEntry key={kind} unlit={kind} words={t(`key.${kind}`)} />,
      )}
      {states.map((state) => (
        <KeyEntry key={state} state={state} words={t(`state.${state}`)} />
      ))}
    </ul>
  );
}

interface KeyEntryProps {
  words: string;
  /** Either of the two. */
  unlit?: MapCity['kind'];
  state?: CityState;
}

function KeyEntry({ unlit, state, words }: KeyEntryProps) {
  return (
    <li className="flex items-center gap-1.5 py-0.5">
      {unlit && <UnlitKey kind={unlit} />}
      {state && <CityMark state={state} />}
      {words}
    </li>
  );
}

/** Said only where there are numbers that need it. */
export function Threshold({ places, words: { t } }: Props) {
  if (places.every(({ signatures }) => signatures === null)) return null;
  return <p className="mt-3 text-sm text-muted">{t('list.threshold')}</p>;
}
