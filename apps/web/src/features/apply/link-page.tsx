import { Button } from '@lantern/ui/button';
import { Notice } from '@lantern/ui/notice';
import type { Fault } from '../../shared/api/fault.ts';
import { useLanguage } from '../../shared/i18n/translate.ts';
import { ReadingPage } from '../../shared/reading-page.tsx';

interface Words {
  title: string;
  text: string;
  button: string;
  done: string;
  doneText: string;
}

interface Props {
  words: Words;
  gone: { title: string; text: string };
  token: string;
  state: 'open' | 'done' | 'gone';
  answer: { done: boolean; fault?: Fault } | undefined;
  /** The press deletes something. */
  danger?: boolean;
}

/** What a mailed link leads to: says what will follow, asks for one press, says that it is done. */
export function LinkPage({ words, gone, token, state, answer, danger = false }: Props) {
  const { t } = useLanguage();
  if (answer?.done || state === 'done')
    return (
      <ReadingPage title={words.done} unlisted lit={!danger}>
        <output className="block">{words.doneText}</output>
      </ReadingPage>
    );
  const code = answer?.fault?.code;
  if (state === 'gone' || code === 'token-invalid' || code === 'token-expired')
    return (
      <ReadingPage title={gone.title} unlisted>
        <p>{gone.text}</p>
      </ReadingPage>
    );
  return (
    <ReadingPage title={words.title} unlisted>
      {code && <Notice tone="danger" role="alert" title={t(`error.${code}`)} />}
      <p>{words.text}</p>
      <form method="post">
        <input type="hidden" name="token" value={token} />
        <Button
          type="submit"
          look={danger ? 'danger' : 'primary'}
          className="min-h-14 w-full text-lg sm:w-auto sm:px-8"
        >
          {words.button}
        </Button>
      </form>
    </ReadingPage>
  );
}
