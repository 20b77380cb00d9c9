import { INCIDENT_KINDS, NOTE_MAX, type IncidentKind } from '@lantern/schemas/field-terms';
import { Checkbox } from '@lantern/ui/checkbox';
import { TextArea } from '@lantern/ui/textarea';
import { useState } from 'react';
import { BigButton } from './big-button.tsx';
import { Choices } from './choices.tsx';
import type { Said } from './saying.ts';
import { Sheet } from './sheet.tsx';
import { useWords } from './words.ts';

type Incident = Extract<Said, { kind: 'incident' }>;

interface Props {
  /** What was refused and is put right. */
  before?: Pick<Incident, 'incident' | 'callMe' | 'text'> | undefined;
  onSay: (said: Incident) => void;
  onClose: () => void;
}

/** What went wrong: a kind, whether to be called, and words if there is time. */
export function WrongSheet({ before, onSay, onClose }: Props) {
  const { t } = useWords();
  const [incident, setIncident] = useState<IncidentKind | null>(before?.incident ?? null);
  const [callMe, setCallMe] = useState(before?.callMe ?? false);
  const [text, setText] = useState(before?.text ?? '');
  const [tried, setTried] = useState(false);
  const send = () => {
    if (incident === null) setTried(true);
    else onSay({ kind: 'incident', incident, callMe, text: text.trim() });
  };
  return (
    <Sheet title={t('wrong.title')} onClose={onClose}>
      <p className="rounded-card border-[1.5px] border-danger bg-danger-soft px-4 py-3 font-semibold">
        {t('wrong.first')}
      </p>
      <div className="mt-5 grid gap-5">
        <Choices
          legend={t('wrong.what')}
          name="incident"
          values={INCIDENT_KINDS}
          chosen={incident}
          words={(kind) => t(`wrong.${kind}`)}
          onChoose={setIncident}
          error={tried && incident === null ? t('wrong.missing') : undefined}
        />
        <Checkbox
          id="call-me"
          label={t('wrong.call')}
          note={t('wrong.call-hint')}
          checked={callMe}
          onChange={(event) => setCallMe(event.target.checked)}
        />
        <TextArea
          id="words"
          label={t('wrong.words')}
          hint={t('wrong.words-hint')}
          rows={4}
          maxLength={NOTE_MAX}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
        <BigButton look="send" onClick={send}>
          {t('wrong.send')}
        </BigButton>
      </div>
    </Sheet>
  );
}
