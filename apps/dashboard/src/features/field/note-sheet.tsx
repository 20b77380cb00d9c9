import { NOTE_MAX } from '@lantern/schemas/field-terms';
import { Field } from '@lantern/ui/field';
import { TextArea } from '@lantern/ui/textarea';
import { useState } from 'react';
import { BigButton } from './big-button.tsx';
import type { Said } from './saying.ts';
import { Sheet } from './sheet.tsx';
import { useWords } from './words.ts';

const MOST = 1_000_000;
const NOTHING = {};

interface Props {
  before?: { text?: string; people?: number | null; paper?: number | null } | undefined;
  /** What is said: a note, numbers, or both. */
  onSay: (said: Said[]) => void;
  onClose: () => void;
}

/** Words for staff, and how many people and paper signatures there are. */
export function NoteSheet({ before = NOTHING, onSay, onClose }: Props) {
  const { t } = useWords();
  const [text, setText] = useState(before.text ?? '');
  const [people, setPeople] = useState(String(before.people ?? ''));
  const [paper, setPaper] = useState(String(before.paper ?? ''));
  const [tried, setTried] = useState(false);
  const said = saidOf({ text, people, paper });
  const wrong = (value: string) =>
    tried && numberOf(value) === undefined ? t('note.wrong-number') : undefined;
  const send = () => {
    if (said === null || said.length === 0) setTried(true);
    else onSay(said);
  };
  const figure = (id: 'people' | 'paper', value: string, set: (value: string) => void) => (
    <Field
      id={id}
      label={t(`note.${id}`)}
      hint={id === 'paper' ? t('note.paper-hint') : undefined}
      error={wrong(value)}
      inputMode="numeric"
      autoComplete="off"
      value={value}
      onChange={(event) => set(event.target.value)}
    />
  );
  return (
    <Sheet title={t('note.title')} onClose={onClose}>
      <div className="grid gap-5">
        <TextArea
          id="note"
          label={t('note.words')}
          hint={t('note.hint')}
          rows={4}
          maxLength={NOTE_MAX}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
        {figure('people', people, setPeople)}
        {figure('paper', paper, setPaper)}
        {tried && said?.length === 0 && (
          <p role="alert" className="font-medium text-danger">
            {t('note.empty')}
          </p>
        )}
        <BigButton look="send" onClick={send}>
          {t('note.send')}
        </BigButton>
      </div>
    </Sheet>
  );
}

/** Null for an empty field; undefined for what is no number. */
function numberOf(value: string): number | null | undefined {
  const digits = value.trim();
  if (digits === '') return null;
  const number = Number(digits);
  return /^\d+$/u.test(digits) && number <= MOST ? number : undefined;
}

/** Null where a number is none. */
function saidOf(form: { text: string; people: string; paper: string }): Said[] | null {
  const people = numberOf(form.people);
  const paper = numberOf(form.paper);
  if (people === undefined || paper === undefined) return null;
  const text = form.text.trim();
  return [
    ...(text === '' ? [] : [{ kind: 'note' as const, text }]),
    ...(people === null && paper === null ? [] : [{ kind: 'numbers' as const, people, paper }]),
  ];
}
