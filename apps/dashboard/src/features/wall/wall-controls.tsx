import { LOCALES, LOCALE_NAMES } from '@lantern/schemas/locale';
import { useHref, useLocation } from 'react-router';
import { useLanguage } from '../../shared/i18n/language.ts';
import { DISTANCES, type Distance } from './distance.ts';

interface Props {
  distance: Distance;
  sound: boolean;
  onSound: (on: boolean) => void;
}

/** How this wall is set up: sound, distance, language. Quiet until somebody comes near it. */
export function WallControls({ distance, sound, onSound }: Props) {
  const { t, locale } = useLanguage();
  const { pathname, search } = useLocation();
  const here = useHref(pathname);
  const linkTo = (name: string, value: string) => {
    const query = new URLSearchParams(search);
    query.set(name, value);
    return `${here}?${query}`;
  };
  return (
    <div className="wall-controls">
      <button
        type="button"
        aria-pressed={sound}
        className="wall-control"
        onClick={() => onSound(!sound)}
      >
        {t(sound ? 'wall.sound-on' : 'wall.sound-off')}
      </button>
      <nav aria-label={t('wall.distance')} className="wall-hidden-controls">
        {DISTANCES.map((metres) => (
          <a
            key={metres}
            href={linkTo('distance', String(metres))}
            aria-current={metres === distance ? 'true' : undefined}
            className="wall-control"
          >
            {t('wall.metres', { metres })}
          </a>
        ))}
        {LOCALES.map((lang) => (
          <a
            key={lang}
            href={linkTo('lang', lang)}
            lang={lang}
            hrefLang={lang}
            aria-current={lang === locale ? 'true' : undefined}
            className="wall-control"
          >
            {LOCALE_NAMES[lang]}
          </a>
        ))}
      </nav>
    </div>
  );
}
