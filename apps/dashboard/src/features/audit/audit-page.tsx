import { Button } from '@lantern/ui/button';
import { faultOf, wordsOf } from '../../shared/api/fault.ts';
import { useLanguage } from '../../shared/i18n/language.ts';
import { Page } from '../../shared/page.tsx';
import { Trouble } from '../../shared/trouble.tsx';
import { AuditEntries } from './audit-entries.tsx';
import { AuditSearch } from './audit-search.tsx';
import { useAudit } from './use-audit.ts';

/** Who of the organisers did what, newest first; the search stands in the address. */
export default function AuditPage() {
  const { t } = useLanguage();
  const { asked, ask, acts, entries, isPending, error, refetch, more } = useAudit();
  return (
    <Page title={t('audit.title')}>
      <p className="mt-2 max-w-reading text-muted">{t('audit.lead')}</p>
      <AuditSearch asked={asked} acts={acts} onAsk={ask} />
      {error && (
        <div className="mt-6 max-w-reading">
          <Trouble text={t(wordsOf(faultOf(error)))} again={refetch} />
        </div>
      )}
      <AuditEntries entries={entries} />
      <output className="mt-3 block text-sm text-muted">
        {isPending ? t('state.loading') : t('audit.shown', { n: entries.length })}
      </output>
      {more && (
        <Button type="button" look="quiet" className="mt-3" onClick={more}>
          {t('audit.more')}
        </Button>
      )}
    </Page>
  );
}
