import type { NewsTopic } from '@lantern/schemas/news-terms';
import { Button } from '@lantern/ui/button';
import { Notice } from '@lantern/ui/notice';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useNavigate } from 'react-router';
import { faultOf, wordsOf } from '../../shared/api/fault.ts';
import { useTRPC } from '../../shared/api/trpc.ts';
import { commandFor, type KeptCommand } from '../../shared/command-for.ts';
import { newCommandId } from '../../shared/command-id.ts';
import { useLanguage } from '../../shared/i18n/language.ts';
import { newsPath } from '../../shared/paths.ts';
import { SureFrame } from '../../shared/sure-frame.tsx';
import { Trouble } from '../../shared/trouble.tsx';

/** How the next news begins: with what became of the letter, until that is told. */
export function BeginNews({ letterTold }: { letterTold: boolean }) {
  const { t } = useLanguage();
  const [asking, setAsking] = useState(false);
  const { begin, fault, isPending } = useBegin();
  if (letterTold) {
    return (
      <div className="mt-6">
        {fault && <Trouble text={t(wordsOf(fault))} />}
        <Button type="button" aria-disabled={isPending} onClick={() => begin('other')}>
          {t(isPending ? 'news.beginning' : 'news.begin')}
        </Button>
      </div>
    );
  }
  return (
    <div className="mt-6 max-w-reading">
      <Notice tone="warm" title={t('news.letter-first')}>
        <p>{t('news.letter-first-text')}</p>
        {fault && !asking && <Trouble text={t(wordsOf(fault))} />}
        <div className="mt-3 flex flex-wrap gap-3">
          <Button type="button" aria-disabled={isPending} onClick={() => begin('letter')}>
            {t(isPending ? 'news.beginning' : 'news.begin-letter')}
          </Button>
          <Button type="button" look="quiet" onClick={() => setAsking(true)}>
            {t('news.begin-other')}
          </Button>
        </div>
      </Notice>
      {asking && (
        <SureFrame
          question={t('news.other-sure')}
          action={t('news.begin')}
          acting={t('news.beginning')}
          {...{ isPending, fault }}
          onAct={() => begin('other', true)}
          onClose={() => setAsking(false)}
        >
          <p>{t('news.other-sure-text')}</p>
        </SureFrame>
      )}
    </div>
  );
}

/** Begins a draft, once however often it is pressed, and goes there. */
function useBegin() {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const kept = useRef<KeptCommand | null>(null);
  const create = useMutation(
    trpc.news.create.mutationOptions({
      networkMode: 'always',
      onSuccess: async ({ id }) => {
        await queries.invalidateQueries({ queryKey: trpc.news.pathKey() });
        await navigate(newsPath(id));
      },
    }),
  );
  const begin = (topic: NewsTopic, beforeLetter = false) => {
    if (create.isPending) return;
    const words = { topic, beforeLetter };
    kept.current = commandFor(kept.current, JSON.stringify(words), newCommandId);
    create.mutate({ commandId: kept.current.commandId, ...words });
  };
  const { isPending, error } = create;
  return { begin, isPending, fault: error && !isPending ? faultOf(error) : null };
}
