import type { LinkState } from '@lantern/schemas/signature';
import { Button } from '@lantern/ui/button';
import { ReadingPage } from '../../shared/reading-page.tsx';
import type { Fault } from '../../shared/api/fault.ts';
import { FormTrouble } from './form-trouble.tsx';
import { LinkStory } from './link-story.tsx';
import { useStepWords } from './step-words.ts';

/** What a signer can take back by themselves. */
export type Undo = 'withdraw' | 'erase' | 'unsubscribe';

interface Props {
  undo: Undo;
  token: string;
  state: LinkState;
  answer: { done: boolean; fault?: Fault } | undefined;
}

/** Says what will follow, asks for one press, says that it is done. */
export function UndoPage({ undo, token, state, answer }: Props) {
  const step = useStepWords();
  if (answer?.done) return <Done undo={undo} />;
  if (state === 'gone') return <LinkStory state="gone" number={null} />;
  if (undo === 'withdraw' && state === 'withdrawn') return <Done undo={undo} />;
  return (
    <ReadingPage title={step(`${undo}.title`)} unlisted>
      <FormTrouble trouble={answer?.fault ?? null} />
      <p>{step(`${undo}.text`)}</p>
      <p className="text-muted">{step(`${undo}.after`)}</p>
      <form method="post">
        <input type="hidden" name="token" value={token} />
        <Button
          type="submit"
          look={undo === 'unsubscribe' ? 'primary' : 'danger'}
          className="w-full sm:w-auto"
        >
          {step(`${undo}.button`)}
        </Button>
      </form>
    </ReadingPage>
  );
}

function Done({ undo }: { undo: Undo }) {
  const step = useStepWords();
  return (
    <ReadingPage title={step(`${undo}.done-title`)} unlisted>
      <output className="block">{step(`${undo}.done-text`)}</output>
    </ReadingPage>
  );
}
