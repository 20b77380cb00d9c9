import { Notice } from '@lantern/ui/notice';
import { useSearchParams } from 'react-router';
import { faultOf, wordsOf } from '../../shared/api/fault.ts';
import { useLanguage } from '../../shared/i18n/language.ts';
import { Loading } from '../../shared/loading.tsx';
import { Page, Section } from '../../shared/page.tsx';
import { Trouble } from '../../shared/trouble.tsx';
import { SentCard } from './sent-card.tsx';
import { useSent } from './use-announcements.ts';
import { WriteAnnouncement } from './write-announcement.tsx';

/** Words to the people in the field, and who has heard them. */
export default function AnnouncementsPage() {
  const { t } = useLanguage();
  const [address] = useSearchParams();
  const edition = address.get('edition');
  const sent = useSent(edition);
  if (sent.isPending) return <Loading />;
  return (
    <Page title={t('announcements.title')}>
      <p className="mt-2 max-w-reading text-muted">{t('announcements.lead')}</p>
      {sent.data?.edition.kind === 'rehearsal' && (
        <Notice tone="warm" className="mt-4">
          {t('board.rehearsal')}
        </Notice>
      )}
      {sent.isError && (
        <div className="mt-6 max-w-reading">
          <Trouble text={t(wordsOf(faultOf(sent.error)))} again={() => void sent.refetch()} />
        </div>
      )}
      <Section id="write" title={t('announcements.write')}>
        <WriteAnnouncement edition={edition} />
      </Section>
      <Section id="sent" title={t('announcements.sent')}>
        {sent.data?.sent.length === 0 && <p className="text-muted">{t('announcements.none')}</p>}
        <div className="grid gap-4">
          {sent.data?.sent.map((one) => (
            <SentCard key={one.id} sent={one} />
          ))}
        </div>
      </Section>
    </Page>
  );
}
