import { mayBeArchived } from '@lantern/schemas/edition-rules';
import type { EditionSettings } from '@lantern/schemas/edition-settings';
import { Button } from '@lantern/ui/button';
import { useState } from 'react';
import { useLanguage } from '../../shared/i18n/language.ts';
import { SureFrame } from '../../shared/sure-frame.tsx';
import { useArchiving } from './use-settings.ts';

interface Props {
  edition: EditionSettings;
  mayChange: boolean;
}

/** Puts an edition away once it is over; and takes it out again. */
export function Archive({ edition, mayChange }: Props) {
  const { t, locale } = useLanguage();
  // The question is what time it is as one comes to this page.
  const [now] = useState(() => new Date());
  const { archivedAt } = edition;
  const possible = archivedAt !== null || mayBeArchived(edition, now);
  const time = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' });
  return (
    <div className="max-w-reading">
      <p>
        {archivedAt === null
          ? t('settings.archive-stands')
          : t('settings.archived', { time: time.format(new Date(archivedAt)) })}
      </p>
      {!possible && <p className="mt-2 text-muted">{t('settings.archive-not-yet')}</p>}
      {possible && mayChange && <Asking key={String(archivedAt)} edition={edition} />}
    </div>
  );
}

function Asking({ edition }: Pick<Props, 'edition'>) {
  const { t } = useLanguage();
  const [asking, setAsking] = useState(false);
  const close = () => setAsking(false);
  const archiving = useArchiving({ onDone: close, onConflict: close });
  const archived = edition.archivedAt === null;
  const press = t(archived ? 'settings.archive' : 'settings.unarchive', { edition: edition.slug });
  if (!asking)
    return (
      <Button type="button" look="quiet" className="mt-3" onClick={() => setAsking(true)}>
        {press}
      </Button>
    );
  return (
    <SureFrame
      question={`${press}?`}
      action={press}
      acting={t('settings.saving')}
      isPending={archiving.isPending}
      fault={archiving.fault === 'conflict' ? null : archiving.fault}
      onAct={() => archiving.send({ edition: edition.slug, archived })}
      onClose={close}
    >
      <p>{t(archived ? 'settings.archive-means' : 'settings.unarchive-means')}</p>
    </SureFrame>
  );
}
