import { Button } from '@lantern/ui/button';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useNavigate } from 'react-router';
import { useTRPC } from '../../shared/api/trpc.ts';
import { useLanguage } from '../../shared/i18n/language.ts';
import { PATHS } from '../../shared/paths.ts';
import { SureFrame } from '../../shared/sure-frame.tsx';
import { useChange } from './use-change.ts';

interface Props {
  newsId: string;
  /** Frees the way: what is unsaved goes with it. */
  onRemove: () => void;
}

/** Gives a draft up, after asking. */
export function RemoveNews({ newsId, onRemove }: Props) {
  const { t } = useLanguage();
  const [asking, setAsking] = useState(false);
  const [removed, setRemoved] = useState(false);
  const { press, isPending, fault } = useChange(newsId, 'remove', () => {
    onRemove();
    setRemoved(true);
  });
  if (removed) return <ToTheList />;
  return (
    <div className="mt-12 max-w-reading border-t border-line pt-6">
      {!asking && (
        <Button type="button" look="danger" onClick={() => setAsking(true)}>
          {t('news.remove')}
        </Button>
      )}
      {asking && (
        <SureFrame
          question={t('news.remove-sure')}
          action={t('news.remove')}
          acting={t('news.changing')}
          danger
          {...{ isPending, fault }}
          onAct={press}
          onClose={() => setAsking(false)}
        >
          <p>{t('news.remove-text')}</p>
        </SureFrame>
      )}
    </div>
  );
}

/** Leads on once the guard has let go; only then is everything read again, without what is gone. */
function ToTheList() {
  const navigate = useNavigate();
  const trpc = useTRPC();
  const queries = useQueryClient();
  useEffect(() => {
    void Promise.resolve(navigate(PATHS.news, { replace: true })).then(() =>
      queries.invalidateQueries({ queryKey: trpc.news.list.queryKey() }),
    );
  }, [navigate, queries, trpc]);
  return null;
}
