import { Button } from '@lantern/ui/button';
import { useState } from 'react';
import { wordsOf } from '../../shared/api/fault.ts';
import { useLanguage } from '../../shared/i18n/language.ts';
import { SureFrame } from '../../shared/sure-frame.tsx';
import { Trouble } from '../../shared/trouble.tsx';
import type { NewsDetail } from './news.ts';
import { useChange } from './use-change.ts';

interface Props {
  news: NewsDetail;
  maySend: boolean;
  remaining: number;
}

/** Holds it, lets it go on, ends it. */
export function HoldNews({ news, maySend, remaining }: Props) {
  const { t } = useLanguage();
  const [asking, setAsking] = useState(false);
  const paused = news.state === 'paused';
  if (news.state !== 'sending' && !paused) return null;
  return (
    <div className="mt-6 max-w-reading">
      <p className="text-muted">{t(paused ? 'news.paused-note' : 'news.pause-note')}</p>
      <div className="mt-3 flex flex-wrap gap-3">
        {!paused && <Press newsId={news.id} change="pause" />}
        {paused && maySend && <Press newsId={news.id} change="resume" />}
        {maySend && !asking && (
          <Button type="button" look="danger" onClick={() => setAsking(true)}>
            {t('news.stop')}
          </Button>
        )}
      </div>
      {asking && (
        <SureStop newsId={news.id} remaining={remaining} onClose={() => setAsking(false)} />
      )}
    </div>
  );
}

const WORDS = { pause: 'news.pause', resume: 'news.resume' } as const;

function Press({ newsId, change }: { newsId: string; change: 'pause' | 'resume' }) {
  const { t } = useLanguage();
  const { press, isPending, fault } = useChange(newsId, change);
  return (
    <>
      {fault && fault !== 'conflict' && <Trouble text={t(wordsOf(fault))} />}
      <Button type="button" aria-disabled={isPending} onClick={press}>
        {t(isPending ? 'news.changing' : WORDS[change])}
      </Button>
    </>
  );
}

interface StopProps {
  newsId: string;
  remaining: number;
  onClose: () => void;
}

function SureStop({ newsId, remaining, onClose }: StopProps) {
  const { t } = useLanguage();
  const { press, isPending, fault } = useChange(newsId, 'stop', onClose);
  return (
    <SureFrame
      question={t('news.stop-sure')}
      action={t('news.stop')}
      acting={t('news.changing')}
      danger
      {...{ isPending, fault, onClose }}
      onAct={press}
    >
      <p>{t('news.stop-text', { n: remaining })}</p>
    </SureFrame>
  );
}
