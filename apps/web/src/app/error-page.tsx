import { buttonClass } from '@lantern/ui/button';
import { isRouteErrorResponse } from 'react-router';
import { useLanguage } from '../shared/i18n/translate.ts';
import { PageFrame } from '../shared/page-frame.tsx';
import { pathTo } from '../shared/paths.ts';
import { ReadingPage } from '../shared/reading-page.tsx';

/** What is shown instead of a page: not found, too busy, or a fault of ours. */
export function ErrorPage({ error }: { error: unknown }) {
  const { locale, t } = useLanguage();
  const kind = kindOf(error);
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

function kindOf(error: unknown): 'missing' | 'busy' | 'broken' {
  if (!isRouteErrorResponse(error)) return 'broken';
  if (error.status === 404) return 'missing';
  return error.status === 503 || error.status === 429 ? 'busy' : 'broken';
}
