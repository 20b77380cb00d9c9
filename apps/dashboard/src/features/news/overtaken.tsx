import { Button } from '@lantern/ui/button';
import { Notice } from '@lantern/ui/notice';
import { useLanguage } from '../../shared/i18n/language.ts';
import type { NewsText } from './news.ts';

interface Props {
  text: NewsText;
  onTake: () => void;
  onKeep: () => void;
}

/** What others saved meanwhile, and the choice between it and what was typed. */
export function Overtaken({ text, onTake, onKeep }: Props) {
  const { t } = useLanguage();
  return (
    <Notice tone="warm" role="alert" title={t('news.overtaken', { who: text.updatedBy ?? '' })}>
      <p>{t('news.overtaken-text')}</p>
      <details className="mt-2">
        <summary className="flex min-h-touch cursor-pointer items-center font-semibold">
          {t('news.theirs')}
        </summary>
        <p lang={text.locale} className="font-semibold wrap-anywhere">
          {text.subject}
        </p>
        <p lang={text.locale} className="mt-2 whitespace-pre-line wrap-anywhere">
          {text.body}
        </p>
      </details>
      <div className="mt-3 flex flex-wrap gap-3">
        <Button type="button" look="quiet" onClick={onTake}>
          {t('news.take-theirs')}
        </Button>
        <Button type="button" look="quiet" onClick={onKeep}>
          {t('news.keep-mine')}
        </Button>
      </div>
    </Notice>
  );
}
