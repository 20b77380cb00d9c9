import { NEWS_BODY_MAX, NEWS_GAP, NEWS_SUBJECT_MAX } from '@lantern/schemas/news-terms';
import { Button } from '@lantern/ui/button';
import { Field } from '@lantern/ui/field';
import { TextArea } from '@lantern/ui/textarea';
import type { FormEvent } from 'react';
import { fieldsOf, wordsOf } from '../../shared/api/fault.ts';
import { useLanguage } from '../../shared/i18n/language.ts';
import { languageName } from '../../shared/languages.ts';
import { proseFault } from '../../shared/prose-fault.ts';
import { Trouble } from '../../shared/trouble.tsx';
import type { NewsText } from './news.ts';
import { Overtaken } from './overtaken.tsx';
import type { Editor } from './use-editor.ts';

interface Props {
  text: NewsText;
  editor: Editor;
}

/** Where one language is written. What was typed stays until it is saved or given up. */
export function LanguageEditor({ text, editor }: Props) {
  const { t, locale } = useLanguage();
  const { unsaved, overtaken, fault, isPending, save } = editor;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!isPending) save();
  };
  const name = languageName(text.locale, locale);
  return (
    <form
      onSubmit={submit}
      noValidate
      aria-label={name}
      className="grid content-start gap-4"
      data-testid={`write-${text.locale}`}
    >
      <h3 className="text-lg font-semibold">{name}</h3>
      {overtaken && <Overtaken text={text} onTake={editor.take} onKeep={editor.keep} />}
      <Fields editor={editor} text={text} />
      {editor.words.body.includes(NEWS_GAP) && <p className="text-sm">{t('news.gap')}</p>}
      {fault && fault !== 'conflict' && <Trouble text={t(wordsOf(fault))} />}
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <Button
          look={unsaved ? 'primary' : 'quiet'}
          aria-disabled={isPending || !unsaved || overtaken}
        >
          {t(isPending ? 'news.saving' : 'news.save')}
          <span className="sr-only">: {name}</span>
        </Button>
        <Standing text={text} unsaved={unsaved} />
      </div>
    </form>
  );
}

function Standing({ text, unsaved }: { text: NewsText; unsaved: boolean }) {
  const { t, locale } = useLanguage();
  const { updatedAt, updatedBy } = text;
  const time = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' });
  const saved = () =>
    updatedAt
      ? t('news.saved', { time: time.format(new Date(updatedAt)), who: updatedBy ?? '' })
      : t('news.not-written');
  return (
    <output className="min-w-0 text-sm text-muted wrap-anywhere">
      {unsaved ? t('news.unsaved') : saved()}
    </output>
  );
}

function Fields({ editor, text }: { editor: Editor; text: NewsText }) {
  const { t } = useLanguage();
  const { words, change, error } = editor;
  const faults = fieldsOf(error);
  const wrong = (name: 'subject' | 'body', max: number) => {
    const code = faults[name] ?? (words[name].length > max ? 'too-long' : undefined);
    return code && t(proseFault(code, 'news.field-too-long'));
  };
  const { locale } = text;
  return (
    <>
      <Field
        id={`subject-${locale}`}
        lang={locale}
        label={t('news.subject')}
        hint={t('news.subject-hint', { n: words.subject.length, max: NEWS_SUBJECT_MAX })}
        error={wrong('subject', NEWS_SUBJECT_MAX)}
        value={words.subject}
        onChange={({ target }) => change({ subject: target.value })}
      />
      <TextArea
        id={`body-${locale}`}
        lang={locale}
        label={t('news.body')}
        hint={t('news.body-hint', { n: words.body.length, max: NEWS_BODY_MAX })}
        error={wrong('body', NEWS_BODY_MAX)}
        rows={16}
        value={words.body}
        onChange={({ target }) => change({ body: target.value })}
      />
    </>
  );
}
