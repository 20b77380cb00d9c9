import type { LinkState } from '@lantern/schemas/signature';
import { buttonClass } from '@lantern/ui/button';
import { useEdition } from '../../shared/edition.ts';
import { useLanguage } from '../../shared/i18n/translate.ts';
import { pathTo } from '../../shared/paths.ts';
import { ReadingPage } from '../../shared/reading-page.tsx';
import { useStepWords } from './step-words.ts';

interface Props {
  state: Exclude<LinkState, 'pending'> | 'closed';
  number: number | null;
}

/** What became of a signature whose link has nothing left to confirm. */
export function LinkStory({ state, number }: Props) {
  const { locale, t } = useLanguage();
  const step = useStepWords();
  const { asked } = useEdition();
  const lit = state === 'confirmed' || state === 'already-signed';
  return (
    <ReadingPage title={step(`story.${state}.title`)} unlisted lit={lit}>
      <p>{step(`story.${state}.text`)}</p>
      {state === 'confirmed' && number !== null && (
        <p className="font-serif text-xl">
          {step('thanks.number', { number: new Intl.NumberFormat(locale).format(number) })}
        </p>
      )}
      <p>
        <a className={buttonClass('quiet')} href={pathTo(locale, '', { edition: asked })}>
          {state === 'gone' ? step('story.again') : t('problem.home')}
        </a>
      </p>
    </ReadingPage>
  );
}
