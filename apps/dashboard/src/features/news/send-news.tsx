import type { Locale } from '@lantern/schemas/locale';
import { Button } from '@lantern/ui/button';
import { Notice } from '@lantern/ui/notice';
import { useState } from 'react';
import { useLanguage } from '../../shared/i18n/language.ts';
import { languageName, languageNames } from '../../shared/languages.ts';
import type { NewsDetail } from './news.ts';
import { SureSend } from './sure-send.tsx';

interface Props {
  news: NewsDetail;
  unsaved: readonly Locale[];
  maySend: boolean;
}

/** Whom it would reach, what is still missing, and the press that sends it. */
export function SendNews({ news, unsaved, maySend }: Props) {
  const { t } = useLanguage();
  const [asking, setAsking] = useState(false);
  const [conflict, setConflict] = useState(false);
  const missing = useMissing(news, unsaved);
  const { readers } = news;
  if (!readers) return null;
  const ready = missing.length === 0;
  return (
    <div className="max-w-reading">
      <Readers readers={readers} />
      {missing.length > 0 && (
        <ul className="mt-4 list-disc ps-5">
          {missing.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      )}
      {conflict && (
        <Notice role="alert" tone="warm" className="mt-4" title={t('news.send-conflict')}>
          {t('news.send-conflict-text')}
        </Notice>
      )}
      {!maySend && <p className="mt-4">{t('news.needs-admin')}</p>}
      {maySend && ready && !asking && (
        <Button type="button" className="mt-4" onClick={() => setAsking(true)}>
          {t('news.send-press')}
        </Button>
      )}
      {maySend && ready && asking && (
        <SureSend
          {...{ news, recipients: readers.total }}
          onClose={() => setAsking(false)}
          onConflict={() => {
            setAsking(false);
            setConflict(true);
          }}
        />
      )}
    </div>
  );
}

function Readers({ readers }: { readers: NonNullable<NewsDetail['readers']> }) {
  const { t, locale } = useLanguage();
  const number = new Intl.NumberFormat(locale);
  return (
    <>
      <p className="text-lg font-semibold" data-testid="readers">
        {t('news.readers', { n: readers.total })}
      </p>
      <p className="mt-1 text-muted">{t('news.readers-lead')}</p>
      <dl className="mt-3 grid grid-cols-[1fr_auto] gap-x-6 border-y border-line">
        {readers.byLocale.map((part) => (
          <div key={part.locale} className="col-span-2 grid grid-cols-subgrid py-2">
            <dt>{languageName(part.locale, locale)}</dt>
            <dd className="tabular text-end">{number.format(part.count)}</dd>
          </div>
        ))}
      </dl>
      <Notice className="mt-4">
        {t('news.guarded-note')}{' '}
        {readers.guarded > 0 && t('news.guarded-count', { n: readers.guarded })}
      </Notice>
    </>
  );
}

/** What keeps it from being sent, in words. */
function useMissing(news: NewsDetail, unsaved: readonly Locale[]): string[] {
  const { t, locale } = useLanguage();
  const told = (languages: readonly Locale[]) => ({ languages: languageNames(languages, locale) });
  const unwritten = news.texts.filter(({ updatedAt }) => updatedAt === null);
  const open = news.texts.filter(({ gap }) => gap);
  const named = (texts: typeof open) => told(texts.map((text) => text.locale));
  return [
    ...(unwritten.length > 0 ? [t('news.missing-words', named(unwritten))] : []),
    ...(open.length > 0 ? [t('news.missing-gaps', named(open))] : []),
    ...(unsaved.length > 0 ? [t('news.missing-saves', told(unsaved))] : []),
  ];
}
