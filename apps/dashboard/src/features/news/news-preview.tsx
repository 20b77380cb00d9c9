import type { Locale } from '@lantern/schemas/locale';
import { Checkbox } from '@lantern/ui/checkbox';
import { Select } from '@lantern/ui/select';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { faultOf, wordsOf } from '../../shared/api/fault.ts';
import { useTRPC } from '../../shared/api/trpc.ts';
import { useLanguage } from '../../shared/i18n/language.ts';
import { languageName } from '../../shared/languages.ts';
import { mailFramePath } from '../../shared/paths.ts';
import { Trouble } from '../../shared/trouble.tsx';
import type { NewsDetail } from './news.ts';
import { TestMail } from './test-mail.tsx';

interface Props {
  news: NewsDetail;
  mayTest: boolean;
}

/** What is saved, as its readers will get it. */
export function NewsPreview({ news, mayTest }: Props) {
  const { t, locale } = useLanguage();
  const [chosen, setChosen] = useState<Locale>(locale);
  const [guarded, setGuarded] = useState(false);
  const written = news.texts.filter(({ updatedAt }) => updatedAt !== null);
  const text = written.find((one) => one.locale === chosen) ?? written[0];
  if (!text) return <p className="text-muted">{t('news.look-none')}</p>;
  const choose = (value: string) =>
    setChosen(written.find((one) => one.locale === value)?.locale ?? text.locale);
  return (
    <div className="grid gap-6 lg:grid-cols-[18rem_1fr]">
      <div className="grid content-start gap-3">
        <Select
          id="look-language"
          label={t('news.look-language')}
          value={text.locale}
          onChange={({ target }) => choose(target.value)}
        >
          {written.map((one) => (
            <option key={one.locale} value={one.locale}>
              {languageName(one.locale, locale)}
            </option>
          ))}
        </Select>
        <Checkbox
          id="look-guarded"
          label={t('news.look-guarded')}
          note={t('news.look-guarded-note')}
          checked={guarded}
          onChange={({ target }) => setGuarded(target.checked)}
        />
        {mayTest && news.state === 'draft' && (
          <TestMail key={text.locale} newsId={news.id} locale={text.locale} />
        )}
      </div>
      <Mail newsId={news.id} locale={text.locale} guarded={guarded} at={text.updatedAt ?? ''} />
    </div>
  );
}

interface MailProps {
  newsId: string;
  locale: Locale;
  guarded: boolean;
  /** When it was written: other words are another mail. */
  at: string;
}

function Mail({ newsId, locale, guarded, at }: MailProps) {
  const { t } = useLanguage();
  const trpc = useTRPC();
  const { data, error, refetch } = useQuery({
    ...trpc.news.preview.queryOptions({ newsId, locale, guarded }),
    networkMode: 'always',
  });
  if (error) return <Trouble text={t(wordsOf(faultOf(error)))} again={() => void refetch()} />;
  return (
    <div className="min-w-0">
      <p className="text-sm text-muted">{t('news.subject')}</p>
      <p
        lang={locale}
        className="min-h-7 text-lg font-semibold wrap-anywhere"
        data-testid="subject"
      >
        {data?.subject}
      </p>
      <iframe
        key={`${locale} ${guarded} ${at}`}
        title={t('news.look-frame')}
        src={mailFramePath({ newsId, locale, guarded })}
        sandbox=""
        className="mt-3 h-[34rem] w-full rounded-card border border-line bg-raised"
      />
      <details className="mt-3">
        <summary className="flex min-h-touch cursor-pointer items-center font-semibold">
          {t('news.look-text')}
        </summary>
        <p lang={locale} className="whitespace-pre-line wrap-anywhere">
          {data?.text}
        </p>
      </details>
    </div>
  );
}
