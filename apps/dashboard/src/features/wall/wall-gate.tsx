import { Button } from '@lantern/ui/button';
import { Flame } from '@lantern/ui/flame';
import { useHref } from 'react-router';
import { wordsOf, type Fault } from '../../shared/api/fault.ts';
import { useLanguage } from '../../shared/i18n/language.ts';
import { PATHS } from '../../shared/paths.ts';

interface Props {
  fault: Fault;
  /** It came with a link that is no good any more. */
  isLinkDead: boolean;
  again: () => void;
}

/** Nothing is shown, and why. What was shown before is gone from the screen. */
export function WallGate({ fault, isLinkDead, again }: Props) {
  const { t } = useLanguage();
  const signIn = useHref(PATHS.signIn);
  const next = encodeURIComponent(PATHS.wall);
  const isOut = fault === 'not-signed-in' || fault === 'forbidden';
  const text = isOut ? t(isLinkDead ? 'wall.link-dead' : 'wall.shut-out') : t(wordsOf(fault));
  return (
    <main id="main" className="wall room-night">
      <div className="grid min-h-dvh content-center justify-items-center gap-6 p-8 text-center">
        <Flame className="h-16 w-12" />
        <h1 className="text-3xl">{t('wall.title')}</h1>
        <p className="max-w-reading text-xl" role="alert">
          {text}
        </p>
        {isOut ? (
          <a
            className="inline-flex min-h-touch items-center underline"
            href={`${signIn}?next=${next}`}
          >
            {t('wall.sign-in')}
          </a>
        ) : (
          <Button type="button" look="quiet" onClick={again}>
            {t('state.again')}
          </Button>
        )}
      </div>
    </main>
  );
}
