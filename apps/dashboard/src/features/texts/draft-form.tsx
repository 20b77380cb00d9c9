import type { Locale } from '@lantern/schemas/locale';
import type { PetitionTextVersion } from '@lantern/schemas/petition';
import { Button } from '@lantern/ui/button';
import { Field } from '@lantern/ui/field';
import { Notice } from '@lantern/ui/notice';
import { TextArea } from '@lantern/ui/textarea';
import { useEffect, useRef, useState, type FormEvent } from 'react';
import { faultOf, fieldsOf, wordsOf } from '../../shared/api/fault.ts';
import { useLanguage } from '../../shared/i18n/language.ts';
import { LeaveGuard } from '../../shared/leave-guard.tsx';
import { proseFault } from '../../shared/prose-fault.ts';
import { Trouble } from '../../shared/trouble.tsx';
import { draftedOf } from './drafted.ts';
import { Letter } from './letter.tsx';
import { useDraft, type DraftWords } from './use-draft.ts';

interface Props {
  language: Locale;
  newest: PetitionTextVersion | undefined;
}

const NO_WORDS: DraftWords = { title: '', addressee: '', body: '' };

/** A new version, from the words of the newest. What was typed stays until it is saved or given up. */
export function DraftForm({ language, newest }: Props) {
  const { t } = useLanguage();
  // What others save meanwhile must not change what this one started from.
  const [base] = useState(newest);
  const start = base ?? NO_WORDS;
  const [words, setWords] = useState<DraftWords>({
    title: start.title,
    addressee: start.addressee,
    body: start.body,
  });
  const [tried, setTried] = useState(false);
  const { create, save } = useDraft(language);
  const changed = isChanged(start, words);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (changed && !create.isPending) save(words);
  };
  const isOwn = create.isPending || create.isSuccess;
  const overtaken = newest && newest.version > (base?.version ?? 0) && !isOwn;
  return (
    <div className="mt-4 grid gap-x-12 gap-y-10 lg:grid-cols-2">
      <form onSubmit={submit} noValidate className="grid content-start gap-5">
        <p className="max-w-reading text-muted">
          {base ? t('texts.new-lead', { n: base.version }) : t('texts.new-lead-first')}
        </p>
        {overtaken && (
          <output className="block">
            <Notice tone="warm">{t('texts.written-meanwhile', { n: newest.version })}</Notice>
          </output>
        )}
        <WordsFields
          {...{ language, words }}
          error={create.error}
          onChange={(part) => setWords({ ...words, ...part })}
        />
        {tried && !changed && base && <Trouble text={t('texts.unchanged', { n: base.version })} />}
        {create.isError && changed && <Trouble text={t(wordsOf(faultOf(create.error)))} />}
        <div>
          <Button aria-disabled={create.isPending}>
            {t(create.isPending ? 'texts.saving' : 'texts.save')}
          </Button>
        </div>
      </form>
      <section aria-labelledby="preview" className="min-w-0">
        <h2 id="preview" className="text-xl">
          {t('texts.preview')}
        </h2>
        <div className="mt-4 rounded-card border border-line bg-raised p-5">
          <Letter locale={language} {...words} />
        </div>
      </section>
      {/* The way on from a saved draft is free. */}
      <LeaveGuard active={changed} isFree={(state) => draftedOf(state) !== undefined} />
    </div>
  );
}

const isChanged = (from: DraftWords, to: DraftWords): boolean =>
  from.title !== to.title.trim() ||
  from.addressee !== to.addressee.trim() ||
  from.body !== to.body.trim();

interface FieldsProps {
  language: Locale;
  words: DraftWords;
  /** Why the server refused the words, if it did. */
  error: unknown;
  onChange: (part: Partial<DraftWords>) => void;
}

function WordsFields({ language, words, error, onChange }: FieldsProps) {
  const { t } = useLanguage();
  const fields = useRef<HTMLDivElement>(null);
  // The first faulty field takes the focus, so that keyboard and screen reader are there too.
  useEffect(() => {
    if (error) fields.current?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus();
  }, [error]);
  const faults = fieldsOf(error);
  const propsOf = (name: keyof DraftWords) => ({
    id: `text-${name}`,
    name,
    lang: language,
    value: words[name],
    error: faults[name] && t(proseFault(faults[name], 'texts.field-too-long')),
    onChange: (event: { target: { value: string } }) => onChange({ [name]: event.target.value }),
  });
  return (
    <div ref={fields} className="grid gap-5">
      <Field label={t('texts.field-title')} {...propsOf('title')} />
      <Field label={t('texts.field-addressee')} {...propsOf('addressee')} />
      <TextArea
        label={t('texts.field-body')}
        hint={t('texts.field-body-hint')}
        rows={22}
        {...propsOf('body')}
      />
    </div>
  );
}
