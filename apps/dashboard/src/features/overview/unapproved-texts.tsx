import { MAY_READ_TEXTS } from '@lantern/schemas/petition-roles';
import { Notice } from '@lantern/ui/notice';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { useTRPC } from '../../shared/api/trpc.ts';
import { useLanguage } from '../../shared/i18n/language.ts';
import { languageNames, languagesWithout } from '../../shared/languages.ts';
import { PATHS } from '../../shared/paths.ts';

/** Stays while nobody can sign in some language because no person has approved its text. */
export function UnapprovedTexts() {
  const { t, locale } = useLanguage();
  const trpc = useTRPC();
  const page = useQuery(trpc.petition.page.queryOptions({ locale }));
  const me = useQuery(trpc.auth.me.queryOptions());
  const missing = page.data ? languagesWithout(page.data.locales) : [];
  if (missing.length === 0 || page.data?.edition.phase === 'closed') return null;
  return (
    <Notice tone="warm" className="mt-6" title={t('texts.missing', { n: missing.length })}>
      <div className="flex flex-wrap items-center gap-x-4">
        <span>{languageNames(missing, locale)}</span>
        {me.data && MAY_READ_TEXTS.includes(me.data.role) && (
          <Link
            to={PATHS.texts}
            className="inline-flex min-h-touch items-center font-semibold underline"
          >
            {t('texts.to-texts')}
          </Link>
        )}
      </div>
    </Notice>
  );
}
