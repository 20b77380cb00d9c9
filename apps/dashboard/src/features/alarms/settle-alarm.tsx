import { ALARM_NOTE_MAX } from '@lantern/schemas/alarm-terms';
import { TextArea } from '@lantern/ui/textarea';
import { useState } from 'react';
import { useLanguage } from '../../shared/i18n/language.ts';
import { SureFrame } from '../../shared/sure-frame.tsx';
import { useAlarmAct, type Alarm } from './use-alarms.ts';

/** Ends an alarm by a person's word, and asks what that word stands on. */
export function SettleAlarm({ alarm, onClose }: { alarm: Alarm; onClose: () => void }) {
  const { t } = useLanguage();
  const { mutate, isPending, fault, commandIdFor } = useAlarmAct('settle');
  const [note, setNote] = useState('');
  const [missing, setMissing] = useState(false);
  const act = () => {
    setMissing(note.trim() === '');
    if (note.trim() === '') return;
    const body = { id: alarm.id, note };
    mutate({ commandId: commandIdFor(body), ...body });
  };
  return (
    <SureFrame
      question={t('alarms.settle-sure')}
      action={t('alarms.settle')}
      acting={t('standing.acting')}
      {...{ isPending, fault, onClose }}
      onAct={act}
    >
      <p>{t('alarms.settle-means')}</p>
      <TextArea
        id={`settle-${alarm.id}`}
        label={t('alarms.settle-note')}
        hint={t('alarms.note-hint')}
        rows={2}
        maxLength={ALARM_NOTE_MAX}
        value={note}
        error={missing ? t('fault.field-empty') : undefined}
        onChange={({ target }) => setNote(target.value)}
      />
    </SureFrame>
  );
}
