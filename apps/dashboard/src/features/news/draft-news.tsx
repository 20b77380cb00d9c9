import { LOCALES, type Locale } from '@lantern/schemas/locale';
import { useState } from 'react';
import { useLanguage } from '../../shared/i18n/language.ts';
import { LeaveGuard } from '../../shared/leave-guard.tsx';
import { Section } from '../../shared/page.tsx';
import { LanguageEditor } from './language-editor.tsx';
import { NewsPreview } from './news-preview.tsx';
import type { NewsDetail, NewsText } from './news.ts';
import { RemoveNews } from './remove-news.tsx';
import { SendNews } from './send-news.tsx';
import { useEditor, type Editor } from './use-editor.ts';

interface Props {
  news: NewsDetail;
  mayWrite: boolean;
  maySend: boolean;
}

/** A draft: write, look, send. */
export function DraftNews({ news, mayWrite, maySend }: Props) {
  const { t } = useLanguage();
  const editors = useEditors(news);
  const [removed, setRemoved] = useState(false);
  // The page asks before it is left, and sends nothing that is not saved.
  const unsaved = LOCALES.filter((locale) => editors[locale].unsaved);
  return (
    <>
      <Section id="write" title={`1. ${t('news.write')}`} lead={t('news.write-lead')}>
        <div className="grid gap-x-8 gap-y-10 lg:grid-cols-3">
          {news.texts.map((text) => (
            <LanguageEditor key={text.locale} text={text} editor={editors[text.locale]} />
          ))}
        </div>
      </Section>
      <Section id="look" title={`2. ${t('news.look')}`} lead={t('news.look-lead')}>
        <NewsPreview news={news} mayTest={mayWrite} />
      </Section>
      <Section id="send" title={`3. ${t('news.send')}`}>
        <SendNews {...{ news, unsaved, maySend }} />
      </Section>
      <RemoveNews newsId={news.id} onRemove={() => setRemoved(true)} />
      <LeaveGuard active={unsaved.length > 0 && !removed} />
    </>
  );
}

/** What is written in each language, side by side. */
function useEditors(news: NewsDetail): Record<Locale, Editor> {
  return {
    en: useEditor(news.id, textIn('en', news)),
    ko: useEditor(news.id, textIn('ko', news)),
    'zh-Hans': useEditor(news.id, textIn('zh-Hans', news)),
  };
}

const textIn = (locale: Locale, { texts }: NewsDetail): NewsText =>
  texts.find((text) => text.locale === locale) ?? {
    locale,
    subject: '',
    body: '',
    gap: false,
    updatedAt: null,
    updatedBy: null,
  };
