import { CALL_RESULTS, CALLEES, type Callee, type CallResult } from '@lantern/schemas/alarm-terms';
import { Button, buttonClass } from '@lantern/ui/button';
import { Field } from '@lantern/ui/field';
import { Select } from '@lantern/ui/select';
import { useMutation } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { faultOf, wordsOf } from '../../shared/api/fault.ts';
import { useTRPC } from '../../shared/api/trpc.ts';
import { useLanguage } from '../../shared/i18n/language.ts';
import { Trouble } from '../../shared/trouble.tsx';
import { useAlarmAct, type Alarm } from './use-alarms.ts';

/** The numbers to call, and a record of the calls. Each look at the numbers is in the audit log. */
export function CallPeople({ alarm }: { alarm: Alarm }) {
  const { t } = useLanguage();
  const [callee, setCallee] = useState<Callee>('coordinator');
  return (
    <div className="mt-4 grid gap-5 border-t border-line pt-4 lg:grid-cols-2">
      <Numbers alarmId={alarm.id} onCall={setCallee} />
      <Record key={alarm.calls.length} {...{ alarm, callee, setCallee }} />
      <p className="text-sm text-muted lg:col-span-2">{t('alarms.numbers-audited')}</p>
    </div>
  );
}

function Numbers({ alarmId, onCall }: { alarmId: string; onCall: (callee: Callee) => void }) {
  const { t } = useLanguage();
  const trpc = useTRPC();
  const look = useMutation({ ...trpc.alarms.numbers.mutationOptions(), networkMode: 'always' });
  const { mutate } = look;
  useEffect(() => mutate({ id: alarmId }), [mutate, alarmId]);
  if (look.isError)
    return <Trouble text={t(wordsOf(faultOf(look.error)))} again={() => mutate({ id: alarmId })} />;
  if (!look.data) return <p className="text-muted">{t('state.loading')}</p>;
  if (look.data.length === 0) return <p>{t('alarms.nobody-to-call')}</p>;
  return (
    <ul className="grid content-start gap-3">
      {look.data.map(({ role, name, phone }) => (
        <li
          key={`${role} ${name}`}
          className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1"
        >
          <span>
            <span className="text-sm text-muted">{t(`alarms.callee-${role}`)}</span>
            <br />
            <strong className="wrap-anywhere">{name}</strong>
          </span>
          {phone === null ? (
            <span className="text-muted">{t('alarms.no-number')}</span>
          ) : (
            <a
              href={`tel:${phone.replaceAll(/[^+\d]/gu, '')}`}
              className={buttonClass('quiet', 'tabular-nums')}
              onClick={() => onCall(role)}
            >
              {phone}
            </a>
          )}
        </li>
      ))}
    </ul>
  );
}

interface RecordProps {
  alarm: Alarm;
  callee: Callee;
  setCallee: (callee: Callee) => void;
}

/** Writes a call down: to whom, and by one press what came of it. */
function Record({ alarm, callee, setCallee }: RecordProps) {
  const { t } = useLanguage();
  const { mutate, isPending, fault, commandIdFor } = useAlarmAct('recordCall');
  const [note, setNote] = useState('');
  const record = (result: CallResult) => {
    const body = { id: alarm.id, callee, result, note };
    if (!isPending) mutate({ commandId: commandIdFor(body), ...body });
  };
  return (
    <fieldset className="grid content-start gap-3" aria-busy={isPending}>
      <legend className="mb-2 font-semibold">{t('alarms.record')}</legend>
      <Select
        id={`callee-${alarm.id}`}
        label={t('alarms.callee')}
        value={callee}
        onChange={({ target }) => setCallee(CALLEES.find((one) => one === target.value) ?? 'other')}
      >
        {CALLEES.map((one) => (
          <option key={one} value={one}>
            {t(`alarms.callee-${one}`)}
          </option>
        ))}
      </Select>
      <Field
        id={`note-${alarm.id}`}
        label={t('alarms.call-note')}
        hint={t('alarms.note-hint')}
        autoComplete="off"
        value={note}
        onChange={({ target }) => setNote(target.value)}
      />
      <div className="flex flex-wrap gap-3">
        {CALL_RESULTS.map((result) => (
          <Button
            key={result}
            type="button"
            look="quiet"
            aria-disabled={isPending}
            onClick={() => record(result)}
          >
            {t(`alarms.result-${result}`)}
          </Button>
        ))}
      </div>
      {fault && <Trouble text={t(wordsOf(fault))} />}
    </fieldset>
  );
}
