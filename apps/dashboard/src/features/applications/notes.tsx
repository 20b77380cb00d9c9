import { Button } from '@lantern/ui/button';
import { TextArea } from '@lantern/ui/textarea';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { faultOf, wordsOf } from '../../shared/api/fault.ts';
import { useTRPC } from '../../shared/api/trpc.ts';
import { useLanguage } from '../../shared/i18n/language.ts';
import { Trouble } from '../../shared/trouble.tsx';
import { useApplicationCommand, type OpenedApplication } from './use-applications.ts';

/** What colleagues noted, who answers for the person, and a field for more. */
export function Notes({ application: { id, notes } }: { application: OpenedApplication }) {
  const { t, locale } = useLanguage();
  const time = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' });
  return (
    <div className="max-w-reading">
      {notes.length > 0 && (
        <ul className="mb-6 divide-y divide-line border-y border-line">
          {notes.map((note) => (
            <li key={note.id} className="py-3">
              <p className="text-sm text-muted wrap-anywhere">
                {note.kind === 'vouch' && (
                  <strong className="text-text">
                    <span aria-hidden>◆ </span>
                    {t('applications.vouches')} ·{' '}
                  </strong>
                )}
                {note.by ?? t('requests.somebody')} ·{' '}
                <time dateTime={note.at}>{time.format(new Date(note.at))}</time>
              </p>
              <p className="mt-1 whitespace-pre-wrap wrap-anywhere">{note.text}</p>
            </li>
          ))}
        </ul>
      )}
      <AddNote id={id} />
    </div>
  );
}

function AddNote({ id }: { id: string }) {
  const { t } = useLanguage();
  const trpc = useTRPC();
  const { reread, idFor } = useApplicationCommand();
  const [text, setText] = useState('');
  const note = useMutation(
    trpc.applications.note.mutationOptions({
      networkMode: 'always',
      onSuccess: async () => {
        setText('');
        await reread();
      },
    }),
  );
  const add = (kind: 'note' | 'vouch') => {
    const body = { id, kind, text };
    if (!note.isPending) note.mutate({ commandId: idFor(body), ...body });
  };
  const fault = note.error && !note.isPending ? faultOf(note.error) : null;
  return (
    <form
      noValidate
      className="grid gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        add('note');
      }}
    >
      <TextArea
        id="note"
        label={t('applications.note')}
        hint={t('applications.note-hint')}
        error={fault === 'invalid-input' ? t('applications.note-wrong') : undefined}
        rows={3}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      {fault && fault !== 'invalid-input' && <Trouble text={t(wordsOf(fault))} />}
      <div className="flex flex-wrap gap-3">
        <Button look="quiet" aria-disabled={note.isPending}>
          {t('applications.note-add')}
        </Button>
        <Button
          type="button"
          look="quiet"
          aria-disabled={note.isPending}
          onClick={() => add('vouch')}
        >
          {t('applications.vouch-add')}
        </Button>
      </div>
    </form>
  );
}
