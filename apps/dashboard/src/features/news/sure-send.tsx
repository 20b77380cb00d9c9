import { Field } from '@lantern/ui/field';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { faultOf } from '../../shared/api/fault.ts';
import { useTRPC } from '../../shared/api/trpc.ts';
import { newCommandId } from '../../shared/command-id.ts';
import { useLanguage } from '../../shared/i18n/language.ts';
import { SureFrame } from '../../shared/sure-frame.tsx';
import type { NewsDetail } from './news.ts';

interface Props {
  news: NewsDetail;
  /** How many would get it. */
  recipients: number;
  onClose: () => void;
  onConflict: () => void;
}

/** Asks for the number before it is mailed to so many. */
export function SureSend({ news, recipients, onClose, onConflict }: Props) {
  const { t, locale } = useLanguage();
  // The number that is asked for stays while people come and go.
  const [asked] = useState(recipients);
  const [typed, setTyped] = useState('');
  const [wrong, setWrong] = useState(false);
  const { start, isPending, fault } = useStart(news, onConflict);
  const act = () => {
    const right = typed.replaceAll(/[\s.,’']/gu, '') === String(asked);
    setWrong(!right);
    if (right) start();
  };
  const number = new Intl.NumberFormat(locale).format(asked);
  return (
    <SureFrame
      question={t('news.send-sure', { n: asked })}
      action={t('news.send-confirm')}
      acting={t('news.beginning')}
      danger
      {...{ isPending, fault, onClose }}
      onAct={act}
    >
      <p>{t('news.send-final')}</p>
      <Field
        id="send-number"
        label={t('news.send-type')}
        inputMode="numeric"
        autoComplete="off"
        value={typed}
        error={wrong ? t('news.send-type-wrong', { n: number }) : undefined}
        onChange={({ target }) => setTyped(target.value)}
      />
    </SureFrame>
  );
}

function useStart({ id: newsId, texts }: NewsDetail, onConflict: () => void) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [commandId] = useState(newCommandId);
  // What the person read; other words are not sent in its place.
  const [seen] = useState(() => ({
    en: writtenAt(texts, 'en'),
    ko: writtenAt(texts, 'ko'),
    'zh-Hans': writtenAt(texts, 'zh-Hans'),
  }));
  const reread = () => queries.invalidateQueries({ queryKey: trpc.news.pathKey() });
  const start = useMutation(
    trpc.news.start.mutationOptions({
      // Without a network it says so; it must not go out later, unseen.
      networkMode: 'always',
      onSuccess: reread,
      onError: async (error) => {
        if (faultOf(error) !== 'conflict') return;
        await reread();
        onConflict();
      },
    }),
  );
  const { isPending, error } = start;
  return {
    start: () => start.mutate({ commandId, newsId, seen }),
    isPending,
    fault: error && !isPending ? faultOf(error) : null,
  };
}

const writtenAt = (texts: NewsDetail['texts'], locale: string): string =>
  texts.find((text) => text.locale === locale)?.updatedAt ?? '';
