import { buttonClass } from '@lantern/ui/button';
import { useLanguage } from '../shared/i18n/translate.ts';
import { PageFrame } from '../shared/page-frame.tsx';
import { pathTo } from '../shared/paths.ts';
import { ReadingPage } from '../shared/reading-page.tsx';

/** What is shown instead of a page: not found, too busy, or a fault of ours. */
export function ErrorPage({ status }: { status: number }) {
  const { locale, t } = useLanguage();
  const kind = kindOf(status);
  return (
    <PageFrame>
      <ReadingPage title={t(`problem.${kind}.title`)} unlisted>
        <p>{t(`problem.${kind}.text`)}</p>
        <p className="flex flex-wrap gap-3">
          <a className={buttonClass('primary')} href={pathTo(locale, '')}>
            {t('problem.home')}
          </a>
        </p>
      </ReadingPage>
    </PageFrame>
  );
}

function kindOf(status: number): 'missing' | 'busy' | 'broken' {
  if (status === 404) return 'missing';
  return status === 503 || status === 429 ? 'busy' : 'broken';
}
