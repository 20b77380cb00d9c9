import { LOCALES } from '@lantern/schemas/locale';
import { Navigate, useParams } from 'react-router';
import { faultOf, wordsOf } from '../../shared/api/fault.ts';
import { useLanguage } from '../../shared/i18n/language.ts';
import { languageName } from '../../shared/languages.ts';
import { Loading } from '../../shared/loading.tsx';
import { Page } from '../../shared/page.tsx';
import { PATHS } from '../../shared/paths.ts';
import { Trouble } from '../../shared/trouble.tsx';
import { DraftForm } from './draft-form.tsx';
import { textsIn } from './text-versions.ts';
import { useTexts } from './use-texts.ts';

/** Where a new version of one language's text is written. */
export default function DraftPage() {
  const { t, locale } = useLanguage();
  const params = useParams();
  const { texts, isPending, error, refetch } = useTexts();
  const language = LOCALES.find((known) => known === params['language']);
  if (!language) return <Navigate to={PATHS.texts} replace />;
  return (
    <Page title={t('texts.new-title', { language: languageName(language, locale) })}>
      {isPending && <Loading />}
      {texts && (
        <DraftForm key={language} language={language} newest={textsIn(language, texts).newest} />
      )}
      {!texts && !isPending && (
        <div className="mt-6 max-w-reading">
          <Trouble text={t(wordsOf(faultOf(error)))} again={refetch} />
        </div>
      )}
    </Page>
  );
}
